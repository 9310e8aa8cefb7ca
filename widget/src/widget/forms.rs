//! Forms that are open in a widget, and what was typed into those that were.

use super::{Ui, Widget};
use crate::form::{Form, Which};

impl Widget {
    /// Keeps what is typed, which the page shows already.
    pub fn typed(&self, which: &Which, field: &'static str, text: String) {
        if let Some(form) = self.ui.borrow_mut().form_mut(which) {
            form.set(field, text);
            #[cfg(feature = "whole")]
            {
                form.is_begun = true;
            }
        }
        #[cfg(feature = "whole")]
        self.suggest_soon(which, field);
    }

    /// Opens a form and puts the focus into it.
    pub fn open_form(&self, which: Which, focus: Option<&str>) {
        self.update(|ui| {
            ui.notice = None;
            // One at a time, beside the one that takes turns.
            for form in &mut ui.forms {
                if form.which != which && !matches!(form.which, Which::Reply(..)) {
                    form.close();
                }
            }
            if let Some(form) = ui.form_mut(&which) {
                form.is_open = true;
            } else {
                ui.n_forms += 1;
                let form = Form::new(which, ui.n_forms);
                ui.forms.push(form);
            }
        });
        if let Some(focus) = focus {
            self.focus(focus);
        }
    }

    /// Closes a form, whose text is kept, and puts the focus where it was opened.
    pub fn close_form(&self, which: &Which, focus: &str) {
        self.update(|ui| {
            if let Some(form) = ui.form_mut(which) {
                form.close();
            }
        });
        self.focus(focus);
    }

    /// Drops a form that has done what it was for.
    #[cfg(feature = "whole")]
    pub fn drop_form(&self, which: &Which) {
        self.update(|ui| ui.forms.retain(|form| form.which != *which));
    }

    /// Puts into a field what stands in it at first.
    #[cfg(feature = "whole")]
    pub fn preset(&self, which: &Which, field: &'static str, text: String) {
        if let Some(form) = self.ui.borrow_mut().form_mut(which) {
            form.set(field, text);
        }
    }

    /// Forgets what another reader typed.
    pub fn forget_forms(&self) {
        self.update(|ui| ui.forms.clear());
        self.fetch();
    }
}

impl Ui {
    /// A form, if it is open.
    pub fn form(&self, which: &Which) -> Option<&Form> {
        self.forms
            .iter()
            .find(|form| form.is_open && form.which == *which)
    }

    pub(super) fn form_mut(&mut self, which: &Which) -> Option<&mut Form> {
        self.forms.iter_mut().find(|form| form.which == *which)
    }

    /// Whether somebody began to fill in a form that is closed by now.
    #[cfg(feature = "whole")]
    pub fn has_draft(&self, which: &Which) -> bool {
        self.forms
            .iter()
            .any(|form| form.is_begun && form.which == *which)
    }

    /// Closes what cannot be open on another screen, and keeps what was typed.
    #[cfg(feature = "whole")]
    pub fn put_forms_by(&mut self) {
        self.forms.retain(Form::is_worth_keeping);
        for form in &mut self.forms {
            if matches!(form.which, Which::Act(..)) {
                form.close();
            }
        }
    }
}
