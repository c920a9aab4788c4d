//! The broker that a site names in `live.json`.

use serde::Deserialize;

/// The file at the site's root that names the broker.
pub const FILE: &str = "live.json";

/// The address of a broker's WebSocket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broker(String);

/// Why a site's file names no broker that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokerError {
    /// Not the form `{"broker":…}`.
    #[error("{FILE} is not of the form {{\"broker\":null}} or {{\"broker\":\"live\"}}: {0}")]
    Malformed(String),
    /// Neither a path nor the address of a WebSocket.
    #[error("{0:?} in {FILE} is neither a path nor an address that begins with wss://")]
    Address(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    broker: Option<String>,
}

impl Broker {
    /// Reads the file's text; `None` if the site has no broker. A path is relative to the page's address.
    ///
    /// ```
    /// use trust_velocity::live::site::Broker;
    /// let page = "https://trust.example.org/app/index.html";
    /// let broker = Broker::read(r#"{"broker":"live"}"#, page)?;
    /// assert_eq!(broker.unwrap().address(), "wss://trust.example.org/app/live");
    /// assert_eq!(Broker::read(r#"{"broker":null}"#, page)?, None);
    /// # Ok::<(), trust_velocity::live::site::BrokerError>(())
    /// ```
    ///
    /// # Errors
    /// [`BrokerError`].
    pub fn read(text: &str, page: &str) -> Result<Option<Self>, BrokerError> {
        let content: Result<Content, _> = serde_json::from_str(text);
        let content = content.map_err(|error| BrokerError::Malformed(error.to_string()))?;
        let Some(broker) = content.broker else {
            return Ok(None);
        };
        if ["wss://", "ws://"].iter().any(|it| broker.starts_with(it)) {
            return Ok(Some(Self(broker)));
        }
        let wrong = || BrokerError::Address(broker.clone());
        if broker.is_empty() || broker.contains([':', '?', '#', '\\']) || broker.starts_with("//") {
            return Err(wrong());
        }
        // "http" becomes "ws", and "https" "wss".
        let rest = page.strip_prefix("http").ok_or_else(wrong)?;
        let (secure, rest) = rest.split_once("://").ok_or_else(wrong)?;
        let host = rest.split('/').next().unwrap_or_default();
        let folder = match rest.rsplit_once('/') {
            Some((folder, _)) if !broker.starts_with('/') => format!("{folder}/"),
            None if !broker.starts_with('/') => format!("{rest}/"),
            _ => host.to_owned(),
        };
        Ok(Some(Self(format!("ws{secure}://{folder}{broker}"))))
    }

    /// The address, which begins with `ws`.
    pub fn address(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_relative_to_the_page() {
        let cases = [
            ("live", "http://127.0.0.1:8080/", "ws://127.0.0.1:8080/live"),
            ("live", "https://a.example", "wss://a.example/live"),
            ("live", "https://a.example/x/", "wss://a.example/x/live"),
            ("/live", "https://a.example/x/", "wss://a.example/live"),
            (
                "wss://b.example/mqtt",
                "https://a.example/",
                "wss://b.example/mqtt",
            ),
        ];
        for (broker, page, wanted) in cases {
            let text = format!("{{\"broker\":\"{broker}\"}}");
            let read = Broker::read(&text, page).unwrap().unwrap();
            assert_eq!(read.address(), wanted);
        }
    }

    #[test]
    fn anything_else_is_an_error() {
        let page = "https://a.example/";
        for text in ["", "[]", "{}x", "{\"broker\":1}", "{\"brokers\":null}"] {
            let read = Broker::read(text, page);
            assert!(matches!(read, Err(BrokerError::Malformed(_))), "{text}");
        }
        for broker in [
            "",
            "//b.example/live",
            "https://b.example/live",
            "live?x",
            "a:b",
        ] {
            let text = format!("{{\"broker\":\"{broker}\"}}");
            assert_eq!(
                Broker::read(&text, page),
                Err(BrokerError::Address(broker.to_owned()))
            );
        }
        let from_disk = Broker::read("{\"broker\":\"live\"}", "file:///a/b.html");
        assert_eq!(from_disk, Err(BrokerError::Address("live".to_owned())));
    }
}
