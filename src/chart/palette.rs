//! The colours of the charts, light and dark, and each dimension's marker.
//!
//! Invariant, tested below: whatever is text or a marker has a contrast of at least 4.5:1 on every
//! ground it can stand on, whatever is a thin line at least 3:1. Grid and bands only guide the eye.

use plotters::style::RGBColor;

use crate::domain::{Dimension, PerDimension, Stage};

/// The system fonts, as a CSS font family; Chinese first.
pub const FONT_FAMILY: &str = "\"PingFang SC\", \"HarmonyOS Sans SC\", \"Microsoft YaHei\", \"Noto Sans CJK SC\", system-ui, sans-serif";

/// How much the trend's band covers of what lies under it, 0–1.
pub(super) const BAND: f64 = 0.16;

/// The shape of a point, so that dimensions are told apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// ● expertise, and the formula velocity.
    Circle,
    /// ■ conduct.
    Square,
    /// ◆ relationship.
    Diamond,
    /// ▲ benefit.
    Triangle,
}

impl Marker {
    /// The shape of a dimension.
    pub const fn of(dimension: Dimension) -> Self {
        match dimension {
            Dimension::Expertise => Self::Circle,
            Dimension::Conduct => Self::Square,
            Dimension::Relationship => Self::Diamond,
            Dimension::Benefit => Self::Triangle,
        }
    }
}

/// A colour with its share of cover, 0–1, to lie behind everything else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tint(pub RGBColor, pub f64);

/// All colours of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// The card under the chart; markers are set off from each other with it.
    pub surface: RGBColor,
    /// The page around the card.
    pub paper: RGBColor,
    /// Titles, the hairline of the readout, the zero line.
    pub ink: RGBColor,
    /// Labels of axes, stages and gates, ticks of contacts.
    pub muted: RGBColor,
    /// Gate lines.
    pub rule: RGBColor,
    /// Mesh lines and the frame.
    pub grid: RGBColor,
    /// Markers and text of a dimension.
    pub dimension: PerDimension<RGBColor>,
    /// The thin line between a dimension's ratings.
    pub line: PerDimension<RGBColor>,
    /// How much of the line's colour the other raters' lines keep, 0–1.
    pub faint: f64,
    /// A breach of trust.
    pub breach: RGBColor,
    /// Formula velocity.
    pub formula: RGBColor,
    /// The line between values of the formula velocity.
    pub formula_line: RGBColor,
    /// Net changes.
    pub net: RGBColor,
    /// Recent trend; its band is a tint of it.
    pub trend: RGBColor,
    stages: [RGBColor; 4],
    tints: [Tint; 4],
}

impl Palette {
    /// Ink on a white card on paper.
    pub const LIGHT: Self = Self {
        surface: hex(0xFF_FFFF),
        paper: hex(0xFB_FAF7),
        ink: hex(0x1F_2328),
        muted: hex(0x5A_626B),
        rule: hex(0x82_888F),
        grid: hex(0xDF_DDD6),
        dimension: PerDimension([
            hex(0x00_72B2),
            hex(0x00_7D5A),
            hex(0x9E_5F00),
            hex(0xA8_4B80),
        ]),
        line: PerDimension([
            hex(0x33_8EC1),
            hex(0x33_977B),
            hex(0xB0_7D30),
            hex(0xB9_6F99),
        ]),
        faint: 0.4,
        breach: hex(0xA8_480F),
        formula: hex(0x1F_5F8B),
        formula_line: hex(0x5E_8CAB),
        net: hex(0x4A_525B),
        trend: hex(0x17_784A),
        stages: [
            hex(0x4A_6A8A),
            hex(0x00_7468),
            hex(0x86_5E00),
            hex(0x66_6666),
        ],
        tints: [
            Tint(hex(0x4A_6A8A), 0.08),
            Tint(hex(0x00_9688), 0.09),
            Tint(hex(0xE6_A100), 0.10),
            Tint(hex(0x70_7070), 0.10),
        ],
    };

    /// Light on a dark card.
    pub const DARK: Self = Self {
        surface: hex(0x1C_2025),
        paper: hex(0x15_181C),
        ink: hex(0xE8_E6E1),
        muted: hex(0xA3_ABB4),
        rule: hex(0x76_7D85),
        grid: hex(0x33_393F),
        dimension: PerDimension([
            hex(0x62_B2EA),
            hex(0x4C_C79B),
            hex(0xEF_B044),
            hex(0xE7_9CCB),
        ]),
        line: PerDimension([
            hex(0x51_8DB9),
            hex(0x40_9D7D),
            hex(0xBA_8C3C),
            hex(0xB4_7DA2),
        ]),
        faint: 0.4,
        breach: hex(0xF0_A070),
        formula: hex(0x7F_B8E0),
        formula_line: hex(0x5F_89A6),
        net: hex(0xB8_C0C8),
        trend: hex(0x5F_D08F),
        stages: [
            hex(0x8F_B0D0),
            hex(0x3C_C8B4),
            hex(0xF0_C050),
            hex(0xA0_A0A0),
        ],
        tints: [
            Tint(hex(0x8F_B0D0), 0.10),
            Tint(hex(0x3C_C8B4), 0.10),
            Tint(hex(0xF0_C050), 0.10),
            Tint(hex(0xA0_A0A0), 0.10),
        ],
    };

    /// The markers of clients in a stage.
    pub const fn stage(&self, stage: Stage) -> RGBColor {
        let [initial, deepening, long_term, ended] = self.stages;
        match stage {
            Stage::Initial => initial,
            Stage::Deepening => deepening,
            Stage::LongTerm => long_term,
            Stage::Ended => ended,
        }
    }

    /// The tint behind a stage.
    pub const fn tint(&self, stage: Stage) -> Tint {
        match stage {
            Stage::Initial => self.tints[0],
            Stage::Deepening => self.tints[1],
            Stage::LongTerm => self.tints[2],
            Stage::Ended => self.tints[3],
        }
    }
}

const fn hex(rgb: u32) -> RGBColor {
    let [_, red, green, blue] = rgb.to_be_bytes();
    RGBColor(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(RGBColor(red, green, blue): RGBColor) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(one: RGBColor, other: RGBColor) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    fn over(ground: RGBColor, Tint(color, cover): Tint) -> RGBColor {
        let mix = |above: u8, below: u8| {
            let mixed = f64::from(above) * cover + f64::from(below) * (1.0 - cover);
            format!("{mixed:.0}").parse::<u8>().unwrap()
        };
        RGBColor(
            mix(color.0, ground.0),
            mix(color.1, ground.1),
            mix(color.2, ground.2),
        )
    }

    #[test]
    fn texts_markers_and_lines_stand_out_on_every_ground() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            let bands = Stage::ALL.map(|stage| over(palette.surface, palette.tint(stage)));
            let grounds = [vec![palette.surface, palette.paper], bands.to_vec()].concat();
            let single = [
                palette.ink,
                palette.muted,
                palette.breach,
                palette.formula,
                palette.net,
                palette.trend,
            ];
            let texts = [single.as_slice(), &palette.dimension.0, &palette.stages].concat();
            let lines = [
                [palette.rule, palette.formula_line].as_slice(),
                &palette.line.0,
            ]
            .concat();
            for ground in grounds {
                for (colors, least) in [(&texts, 4.5), (&lines, 3.0)] {
                    for color in colors {
                        let found = contrast(*color, ground);
                        assert!(least <= found, "{color:?} on {ground:?}: {found:.2}");
                    }
                }
            }
        }
    }
}
