//! The form in which texts are written.

/// Writes texts as functions of [`Text`](super::Text).
///
/// `key: "中文", "English";` gives `fn key(self) -> &'static str`;
/// `key(a, b): "…{a}…{b}", "…";` gives `fn key(self, a, b) -> String` of anything that displays;
/// `key(n plural): "{n} 个", "{n} thing", "{n} things";` chooses by the English plural rule, and may have
/// further arguments after the count.
macro_rules! texts {
    ($($key:ident $(($($arg:tt)+))?: $($text:literal),+;)+) => {
        impl $crate::i18n::Text {
            $(texts!(@one $key ($($($arg)+)?) $($text),+);)+
        }
    };
    (@one $key:ident () $zh:literal, $en:literal) => {
        #[doc = $en]
        pub const fn $key(self) -> &'static str {
            match self.0 {
                $crate::domain::Language::Zh => $zh,
                $crate::domain::Language::En => $en,
            }
        }
    };
    (@one $key:ident ($n:ident plural $(, $arg:ident)*) $zh:literal, $one:literal, $other:literal) => {
        #[doc = $other]
        pub fn $key(self, $n: usize $(, $arg: &dyn std::fmt::Display)*) -> String {
            match (self.0, $n) {
                ($crate::domain::Language::Zh, _) => format!($zh),
                ($crate::domain::Language::En, 1) => format!($one),
                ($crate::domain::Language::En, _) => format!($other),
            }
        }
    };
    (@one $key:ident ($($arg:ident),+) $zh:literal, $en:literal) => {
        #[doc = $en]
        pub fn $key(self, $($arg: &dyn std::fmt::Display),+) -> String {
            match self.0 {
                $crate::domain::Language::Zh => format!($zh),
                $crate::domain::Language::En => format!($en),
            }
        }
    };
}
