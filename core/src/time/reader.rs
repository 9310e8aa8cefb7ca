//! Reads the digits of written times; knows no calendar.

use super::{CivilDate, CivilTime, TimeError};

/// Reads the parts of a written time, from the left.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            rest: text.as_bytes(),
        }
    }

    /// Passes one byte if it is one of those wanted.
    pub(super) fn skip(&mut self, wanted: &[u8]) -> bool {
        match self.rest {
            [first, rest @ ..] if wanted.contains(first) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn number(&mut self, n_digits: usize, form: TimeError) -> Result<u32, TimeError> {
        let (digits, rest) = self.rest.split_at_checked(n_digits).ok_or(form)?;
        let mut number = 0;
        for digit in digits {
            if !digit.is_ascii_digit() {
                return Err(form);
            }
            number = number * 10 + u32::from(digit - b'0');
        }
        self.rest = rest;
        Ok(number)
    }

    pub(super) fn date(&mut self) -> Result<CivilDate, TimeError> {
        let form = TimeError::DateForm;
        let year = self.number(4, form)?;
        let month = self
            .skip(b"-")
            .then(|| self.number(2, form))
            .ok_or(form)??;
        let day = self
            .skip(b"-")
            .then(|| self.number(2, form))
            .ok_or(form)??;
        CivilDate::from_ymd(i64::from(year), month, day).ok_or(TimeError::NoSuchDate)
    }

    pub(super) fn time(&mut self, needs_seconds: bool) -> Result<CivilTime, TimeError> {
        let form = TimeError::TimeForm;
        let hour = self.number(2, form)?;
        let minute = self
            .skip(b":")
            .then(|| self.number(2, form))
            .ok_or(form)??;
        let second = match self.skip(b":") {
            true => self.number(2, form)?,
            false if needs_seconds => return Err(form),
            false => 0,
        };
        if second > 60 {
            return Err(TimeError::NoSuchTime);
        }
        let time = CivilTime::from_hm(hour, minute).ok_or(TimeError::NoSuchTime)?;
        // RFC 3339 allows a leap second, which clocks that count milliseconds show as the one before it.
        Ok(CivilTime {
            seconds: time.seconds + second.min(59),
        })
    }

    pub(super) fn fraction_ms(&mut self) -> Result<i64, TimeError> {
        if !self.skip(b".") {
            return Ok(0);
        }
        let n_digits = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        if n_digits == 0 {
            return Err(TimeError::TimeForm);
        }
        let n_kept = n_digits.min(3);
        let scale = [100, 10, 1][n_kept - 1];
        let ms = i64::from(self.number(n_kept, TimeError::TimeForm)?) * scale;
        self.rest = &self.rest[n_digits - n_kept..];
        Ok(ms)
    }

    pub(super) fn offset_minutes(&mut self) -> Result<i64, TimeError> {
        let form = TimeError::OffsetForm;
        if self.skip(b"Zz") {
            return Ok(0);
        }
        let sign = match self.rest {
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return Err(form),
        };
        self.rest = &self.rest[1..];
        let hours = self.number(2, form)?;
        let minutes = self
            .skip(b":")
            .then(|| self.number(2, form))
            .ok_or(form)??;
        if hours > 23 || minutes > 59 {
            return Err(form);
        }
        Ok(sign * i64::from(hours * 60 + minutes))
    }

    pub(super) fn end(&self, form: TimeError) -> Result<(), TimeError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(form)
        }
    }
}
