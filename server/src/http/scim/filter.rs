//! Filters, as far as an identity provider needs them to find what it knows: `attribute eq "value"`.

use super::error::ScimError;
use super::user::CORE;

/// What an attribute is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter {
    /// In lower case, without the name of the schema.
    pub(super) attribute: String,
    pub(super) value: String,
}

pub(super) fn parse(text: &str) -> Result<Filter, ScimError> {
    let wrong = || ScimError::filter("the only filter here is: attribute eq \"value\"");
    let (attribute, rest) = text.trim().split_once(' ').ok_or_else(wrong)?;
    let (operator, value) = rest.trim_start().split_once(' ').ok_or_else(wrong)?;
    if !operator.eq_ignore_ascii_case("eq") {
        return Err(wrong());
    }
    let value = serde_json::from_str(value.trim()).map_err(|_| wrong())?;
    let attribute = without_prefix(attribute, CORE).unwrap_or(attribute);
    Ok(Filter {
        attribute: attribute.to_ascii_lowercase(),
        value,
    })
}

/// What comes after the name of a schema and a colon: none where it is not that schema.
pub(super) fn without_prefix<'a>(path: &'a str, schema: &str) -> Option<&'a str> {
    let (head, rest) = path.split_at_checked(schema.len())?;
    rest.strip_prefix(':')
        .filter(|_| head.eq_ignore_ascii_case(schema))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_names_an_attribute_and_its_value() {
        let filter = |attribute: &str, value: &str| {
            Ok(Filter {
                attribute: attribute.into(),
                value: value.into(),
            })
        };
        assert_eq!(parse(r#"userName eq "Ama""#), filter("username", "Ama"));
        assert_eq!(
            parse(r#" externalId EQ "a \"b\" and c" "#),
            filter("externalid", "a \"b\" and c")
        );
        assert_eq!(
            parse(r#"urn:ietf:params:scim:schemas:core:2.0:User:userName eq "x""#),
            filter("username", "x")
        );
    }

    #[test]
    fn any_other_filter_is_refused() {
        for wrong in [
            "",
            "userName",
            "userName pr",
            "userName sw \"a\"",
            "userName eq ama",
            "userName eq \"a\" and active eq true",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
