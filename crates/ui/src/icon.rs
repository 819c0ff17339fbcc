//! The few drawings, inline so that they follow the text's colour and cost no request.

use crate::element::{Element, drawing};
use leptos::prelude::*;

/// A drawing; each has one meaning on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    /// Training.
    Book,
    /// What one may claim.
    Benefit,
    /// The loan.
    Coin,
    /// Where the file is.
    Clock,
    /// Good, done, met.
    Check,
    /// Bad, refused, not met.
    Cross,
    /// Look here.
    Alert,
    /// More is said here; not known yet.
    Info,
    /// Back one page.
    Back,
    /// A picture from the camera.
    Camera,
}

impl IconName {
    const fn path(self) -> &'static str {
        match self {
            Self::Book => "M12 6C9 4 6 4 3 5v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zm0 0v14",
            Self::Benefit => "M6 3h9l4 4v14H6zM9 13l2 2 4-4",
            Self::Coin => "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M8 7l4 5 4-5m-4 5v6m-3-5h6m-6 3h6",
            Self::Clock => "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 7v5l4 2",
            Self::Check => "M4 13l5 5L20 6",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Alert => "M12 3L2 20h20zM12 9v5m0 3v1",
            Self::Info => "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 11v6m0-10v1",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Camera => "M3 8h4l2-3h6l2 3h4v11H3zm5 5a4 4 0 1 0 8 0 4 4 0 1 0-8 0",
        }
    }
}

/// A drawing beside words; screen readers pass over it.
#[component]
pub fn Icon(
    /// Which drawing.
    name: IconName,
) -> impl IntoView {
    icon(name).into_any()
}

/// The drawing, where a page is written as data.
pub fn icon(name: IconName) -> Element {
    drawing("svg")
        .class("icon")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(drawing("path").attr("d", name.path()))
}
