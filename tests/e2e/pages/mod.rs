//! What a person can do on each page, in the page's own words. Only here are element ids known.
