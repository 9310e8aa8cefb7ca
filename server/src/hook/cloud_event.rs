//! Activities as CloudEvents 1.0, in structured mode.

use cop_core::activity::{Activity, Recorded};
use serde::Serialize;

pub(super) const MEDIA_TYPE: &str = "application/cloudevents+json";

/// What is sent.
///
/// Position and epoch are extension attributes, and texts: a number of CloudEvents ends at 2³¹.
#[derive(Serialize)]
struct CloudEvent<'a> {
    specversion: &'static str,
    id: String,
    /// The log: the id of an activity is unique in it, whatever the server's address is by then.
    source: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    time: String,
    datacontenttype: &'static str,
    position: String,
    epoch: &'a str,
    data: &'a serde_json::Value,
}

/// An activity as a CloudEvent.
pub(super) fn json(recorded: &Recorded, epoch: &str) -> serde_json::Result<String> {
    let activity: &Activity = &recorded.activity;
    let data = serde_json::to_value(activity)?;
    let word = data["what"]["type"].as_str().unwrap_or("unknown");
    serde_json::to_string(&CloudEvent {
        specversion: "1.0",
        id: activity.id.to_string(),
        source: format!("urn:uuid:{epoch}"),
        kind: format!("communities-of-practice.{word}"),
        subject: activity.community.as_ref().map(|id| id.as_str()),
        time: activity.at.to_string(),
        datacontenttype: "application/json",
        position: recorded.position.to_string(),
        epoch,
        data: &data,
    })
}

#[cfg(test)]
mod tests {
    use cop_core::activity::{Basis, Kind, VERSION, Via};
    use cop_core::id::{ActivityId, CommunityId, PersonId};
    use cop_core::time::Timestamp;
    use serde_json::json;

    use super::*;

    #[test]
    fn an_activity_is_told_with_its_kind_its_community_and_its_place_in_the_log() {
        let activity = Activity {
            id: ActivityId::from_u128(7),
            version: VERSION,
            actor: Some(PersonId::parse("ama").unwrap()),
            recorder: None,
            community: Some(CommunityId::parse("falls").unwrap()),
            at: Timestamp::parse("2026-11-20T12:00:00Z").unwrap(),
            recorded: Timestamp::parse("2026-11-20T12:00:01Z").unwrap(),
            basis: Basis::Seen,
            audience: Default::default(),
            speaking_as: None,
            what: Kind::Joined {
                via: Via::Open,
                note: None,
            },
        };
        let epoch = "019a9f3e-7c00-7abc-8def-0123456789ab";
        let told = json(
            &Recorded {
                position: 12,
                activity: activity.clone(),
            },
            epoch,
        )
        .unwrap();
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&told).unwrap(),
            json!({
                "specversion": "1.0",
                "id": "00000000-0000-0000-0000-000000000007",
                "source": "urn:uuid:019a9f3e-7c00-7abc-8def-0123456789ab",
                "type": "communities-of-practice.joined",
                "subject": "falls",
                "time": "2026-11-20T12:00:00Z",
                "datacontenttype": "application/json",
                "position": "12",
                "epoch": epoch,
                "data": activity,
            })
        );
    }
}
