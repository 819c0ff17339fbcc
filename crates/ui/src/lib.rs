//! The components all front ends are made of.
//!
//! Each is a file `name.rs` beside its `name.css`; its classes begin with `.name`. Words come in as arguments or from
//! `i18n`; no component knows a route, a request or a policy.
//!
//! A form is `provide_form_errors()`, an [`ErrorSummary`], controls bound by [`Bound`], a [`Button`]. A control finds its
//! own message in the form's errors by its id, so a page states each error once:
//!
//! ```text
//! let errors = provide_form_errors();
//! let name = RwSignal::new(String::new());
//! view! {
//!     <form novalidate on:submit=move |event| { event.prevent_default(); errors.show(check(&name.read())); }>
//!         <ErrorSummary />
//!         <TextField id="name" label=t::apply::name() value=name autocomplete="name" />
//!         <Button pending=save.pending()>{t::apply::next()}</Button>
//!     </form>
//! }
//! ```
#![deny(missing_docs)]
#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod back_link;
mod bottom_bar;
mod bound;
mod bundle;
mod button;
mod checkboxes;
mod choice;
mod clock_meter;
mod confirm;
mod covers;
mod date_field;
mod doing;
pub mod element;
mod error_summary;
mod explain;
mod fetched;
mod field;
mod file_field;
mod form_errors;
mod icon;
mod link;
mod loadable;
mod money_field;
mod not_found;
mod notice;
mod page_title;
mod radios;
mod sample_mark;
mod select;
mod site_header;
mod skip_link;
mod start;
mod status_tag;
mod summary_list;
mod task_list;
mod text_area;
mod text_field;

pub use back_link::BackLink;
pub use bottom_bar::BottomBar;
pub use bound::Bound;
pub use bundle::{Bundle, rel};
pub use button::{Button, ButtonKind, LinkButton};
pub use checkboxes::Checkboxes;
pub use choice::Choice;
pub use clock_meter::{ClockMeter, ClockReading, days_in_words};
pub use confirm::Confirm;
pub use covers::covers;
pub use date_field::DateField;
pub use doing::Doing;
pub use error_summary::ErrorSummary;
pub use explain::Explain;
pub use fetched::{Awaited, Fetched};
pub use file_field::FileField;
pub use form_errors::{FieldError, FormErrors, KeptErrors, provide_form_errors, use_form_errors};
pub use icon::{Icon, IconName, icon};
pub use link::link;
pub use loadable::{LoadFailed, Loadable, Loading};
pub use money_field::MoneyField;
pub use not_found::NotFound;
pub use notice::{Notice, Tone, notice};
pub use page_title::{PageTitle, focus_title, page_title};
pub use radios::Radios;
pub use sample_mark::{SampleMark, sample_mark};
pub use select::Select;
pub use site_header::SiteHeader;
pub use start::start;
pub use status_tag::{StatusTag, status_tag};
pub use summary_list::{SummaryList, SummaryRow, summary_list};
pub use task_list::{TaskList, TaskRow};
pub use text_area::TextArea;
pub use text_field::{InputKind, TextField};

/// Words on their way to the screen: a message of `i18n`, or text made from one.
pub type Text = std::borrow::Cow<'static, str>;
