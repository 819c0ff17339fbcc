//! The application form as an empty sheet of A4: every field and paper of `crates/application`, and where to hand it in.

use application::{
    Answer, Answers, DocumentKind, Field, FieldKind, Product, consents_needed, documents_for,
    proof_of, sections,
};
use catalogue::{Agency, AgencyRole, District};
use i18n::t;
use maud::{Markup, html};
use workflow::consent::ConsentKind;

use super::frame::Page;
use super::look::Look;
use super::words;

/// The sheet of the product asked for most.
pub(super) fn first_address() -> String {
    address(Product::StartupLoanIndividual)
}

fn address(product: Product) -> String {
    format!("/plain/forms/{}", product.id())
}

/// The page.
pub(crate) fn paper_page(look: Look, district: &District, product: Product) -> String {
    let here = address(product);
    let answers = everything_asked();
    let papers = documents_for(product, &answers);
    let matter = html! {
        p.plain-links {
            @for other in Product::ALL {
                a href=(look.link(&address(other))) aria-current=[(other == product).then_some("page")] { (words::product(other.id())) }
            }
        }
        p.no-print { (t::plain::paper::how()) }
        p { strong { (words::product(product.id())) } }
        p { (t::plain::paper::fill()) }
        (office(district))
        div.plain-sheet {
            table { tbody { tr { th scope="row" { (t::plain::paper::office_only()) } td {} } } }
            @for (section, fields) in sections(product, &answers) {
                table {
                    caption { (words::name(&format!("section.{}", section.id()))) }
                    tbody { @for field in fields { (row(field, product, district)) } }
                }
            }
            (parties(product))
            table {
                caption { (t::plain::paper::documents()) }
                tbody { @for paper in papers { (document(paper)) } }
            }
            (declaration(product))
            (signatures())
            p { (t::print::provisional()) }
        }
    };
    Page {
        look,
        title: t::plain::paper::title(),
        here: &here,
        full: "/apply",
        matter,
    }
    .write()
}

/// Answers with which every field of a product is asked.
fn everything_asked() -> Answers {
    let mut answers = Answers::default();
    answers.set_text(Field::MaritalStatus, "married");
    answers.set_text(Field::BusinessKind, "partnership");
    let many = |code: &str| Some(Answer::Many(vec![code.to_owned()]));
    answers.set(Field::OtherLoans, many("consumer"));
    answers.set(Field::Categories, many("veteran"));
    answers
}

fn office(district: &District) -> Markup {
    let offices: Vec<&Agency> = district.agencies_with_role(AgencyRole::HrBureau).collect();
    let or_none = |known: &Option<String>| {
        let none = || t::plain::paper::not_given().to_owned();
        known.clone().unwrap_or_else(none)
    };
    html! {
        @for office in offices {
            p {
                (t::plain::paper::to()) " " strong lang="zh-CN" { (office.name) }
                @if office.is_sample { " " span.sample-mark { (t::common::sample()) } }
                br; (t::plain::paper::address()) " " (or_none(&office.address))
                " · " (t::plain::paper::phone()) " " (or_none(&office.phone))
            }
        }
    }
}

fn row(field: Field, product: Product, district: &District) -> Markup {
    let key = |part: &str| format!("{}.{part}", field.id());
    let hint = t::field::by_key(&key("hint")).unwrap_or_default();
    html! {
        tr {
            th scope="row" {
                (words::name(field.id()))
                @if let Some(when) = when(field, product) { " " (t::common::with_note("", when)) }
                @else if field.is_optional() { " " (t::common::with_note("", t::common::optional())) }
                small { (hint) }
            }
            td { (room(field, product, district)) }
        }
    }
}

/// For whom a field is that not everybody fills in.
fn when(field: Field, product: Product) -> Option<&'static str> {
    match field {
        Field::SpouseName => Some(t::plain::paper::when::spouse_name()),
        Field::Partners => Some(t::plain::paper::when::partners()),
        Field::ConsumerLoanBalance => Some(t::plain::paper::when::consumer_loan_balance()),
        field if product == Product::StartupLoanIndividual => {
            let mut closed = Answers::default();
            closed.set_text(Field::BusinessKind, "none");
            (!field.applies(product, &closed)).then(t::plain::paper::when::open)
        }
        _ => None,
    }
}

/// Where the answer is written: a box a digit, boxes to tick, a line or more.
fn room(field: Field, product: Product, district: &District) -> Markup {
    match field.kind() {
        FieldKind::IdNumber | FieldKind::CreditCode => cells(18),
        FieldKind::BankCard => cells(19),
        FieldKind::Phone => cells(11),
        FieldKind::PastDate => html! { (t::print::sign::date()) },
        FieldKind::Yuan => html! { span.visually-hidden { "_" } (t::plain::paper::yuan()) },
        FieldKind::LongText(_) => html! { div.plain-sheet__room { (t::plain::paper::lines()) } },
        FieldKind::Bank => {
            let named = district.agencies_with_role(AgencyRole::Bank);
            let named = named.filter(|bank| !bank.is_sample);
            html! { @for bank in named { (option(&bank.name)) } }
        }
        FieldKind::Choice(_) | FieldKind::Many(_) => {
            let is_yes_no = field.options(product) == ["yes", "no"];
            let scope = if is_yes_no { "yes_no" } else { field.id() };
            html! {
                @for code in field.options(product) {
                    (option(t::option::by_key(&format!("{scope}.{code}")).unwrap_or(code)))
                }
            }
        }
        FieldKind::Text(_) | FieldKind::Name | FieldKind::Division | FieldKind::Integer(..) => {
            html! {}
        }
    }
}

/// Whoever may have to agree, and for whom that is: an enterprise borrows in its own name, and a guarantor is the agency's to
/// ask for. Partners have two places, more go on a sheet of their own.
fn others(product: Product) -> Vec<(ConsentKind, &'static str)> {
    use t::plain::paper::when;
    let needed = consents_needed(product, &everything_asked());
    let mut others = Vec::new();
    if needed.spouse > 0 {
        others.push((ConsentKind::Spouse, when::spouse_name()));
    }
    if needed.partners > 0 {
        let partner = (ConsentKind::Partner, when::partners());
        others.extend([partner, partner]);
    }
    others.push((ConsentKind::Guarantor, when::guarantor()));
    others
}

/// Who they are, how to reach them, what they agree to by signing, and room for it.
fn parties(product: Product) -> Markup {
    html! {
        table {
            caption { (t::print::parties()) " " small { (t::plain::paper::lines()) } }
            tbody { @for (kind, when) in others(product) { (party(kind, when)) } }
        }
    }
}

fn party(kind: ConsentKind, when: &str) -> Markup {
    use t::people::request;
    let name = t::people_code::by_key(&format!("kind.{kind}")).unwrap_or_default();
    let (what, more) = match kind {
        ConsentKind::Spouse => (request::spouse(), ""),
        ConsentKind::Partner => (request::partner(), request::partner_more()),
        ConsentKind::Guarantor => (request::guarantor(), request::guarantor_more()),
    };
    let line = |field: Field| words::name(field.id());
    html! {
        tr {
            th scope="row" { (name) (t::common::with_note("", when)) small { (what) (more) } }
            td {
                p { (line(Field::ApplicantName)) }
                p { (line(Field::IdNumber)) " " (cells(18)) }
                p { (line(Field::ContactPhone)) " " (cells(11)) }
                p { (t::plain::paper::sign()) }
                (t::print::sign::date())
            }
        }
    }
}

fn cells(count: usize) -> Markup {
    html! { span aria-hidden="true" { @for _ in 0..count { span.plain-sheet__cell {} } } }
}

fn option(words: &str) -> Markup {
    html! { span.plain-sheet__option { "□ " (words) } " " }
}

fn document(kind: DocumentKind) -> Markup {
    let name = words::name(&format!("documents.{}", kind.id()));
    let when = match kind {
        DocumentKind::CategoryProof => Some(t::plain::paper::when::category_proof()),
        DocumentKind::LabourContracts | DocumentKind::HireGroupProof => {
            Some(t::plain::paper::when::each_hire())
        }
        DocumentKind::EmployeeRoster => Some(t::apply::papers::hint::employee_roster()),
        _ => None,
    };
    html! {
        tr {
            th scope="row" {
                "□ " (name)
                @if let Some(when) = when { small { (when) } }
                @if matches!(kind, DocumentKind::CategoryProof | DocumentKind::HireGroupProof) { @for line in proofs() { small { (line) } } }
            }
            td { (t::plain::paper::cannot_supply()) }
        }
    }
}

/// What proves each group, those last that no paper is named for.
fn proofs() -> Vec<String> {
    use t::plain::paper::when;
    let proof = |key: &str| t::proof::by_key(key).unwrap_or_default();
    let groups = Field::Categories.options(Product::StartupLoanIndividual);
    let named = groups.into_iter().filter(|code| proof_of(code) == *code);
    let mut lines: Vec<String> = named
        .map(|code| {
            let group = t::option::by_key(&format!("categories.{code}")).unwrap_or(code);
            when::proof(group, proof(code))
        })
        .collect();
    lines.push(when::proof_other(proof("other")));
    lines
}

fn declaration(product: Product) -> Markup {
    let sentences = [
        t::apply::check::declare::truth(),
        match product {
            Product::StartupLoanIndividual => t::apply::check::declare::enquiry(),
            Product::StartupLoanEnterprise => t::apply::check::declare::enquiry_enterprise(),
        },
        t::apply::check::declare::share(),
        t::apply::check::declare::decision(),
    ];
    html! {
        div.plain-sheet__declaration {
            h2 { (t::plain::paper::declaration()) }
            ul { @for sentence in sentences { li { (sentence) } } }
        }
    }
}

fn signatures() -> Markup {
    let who = [
        t::print::sign::applicant(),
        t::print::sign::bureau(),
        t::print::sign::guarantor(),
        t::print::sign::bank(),
    ];
    html! {
        table {
            tbody {
                @for words in who {
                    tr { th scope="row" { (words) } td { div.plain-sheet__sign {} (t::print::sign::date()) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheets_ask_for_every_field_and_paper_there_is() {
        let answers = everything_asked();
        let of = |product| {
            let sections = sections(product, &answers);
            sections.into_iter().flat_map(|(_, fields)| fields)
        };
        let asked: Vec<Field> = Product::ALL.into_iter().flat_map(of).collect();
        for field in Field::ALL {
            assert!(asked.contains(field), "{field}");
        }
        let papers = Product::ALL.into_iter();
        let papers: Vec<_> = papers
            .flat_map(|product| documents_for(product, &answers))
            .collect();
        for kind in DocumentKind::ALL {
            assert!(papers.contains(&kind), "{}", kind.id());
        }
    }

    #[test]
    fn whoever_may_have_to_agree_can_do_so_on_the_sheet() {
        for product in Product::ALL {
            let sheet = parties(product).into_string();
            let words = |kind: ConsentKind| {
                let key = format!("kind.{kind}");
                t::people_code::by_key(&key).unwrap()
            };
            for &kind in ConsentKind::ALL {
                let is_asked =
                    product == Product::StartupLoanIndividual || kind == ConsentKind::Guarantor;
                let is_there = sheet.contains(&format!("<th scope=\"row\">{}", words(kind)));
                assert_eq!(is_there, is_asked, "{} {kind}", product.id());
            }
            // A number has eighteen digits, a phone eleven.
            let boxes = sheet.matches("plain-sheet__cell").count();
            assert_eq!(boxes, others(product).len() * (18 + 11));
        }
    }

    #[test]
    fn what_not_everybody_fills_in_says_so() {
        let answers = everything_asked();
        let blank = Answers::default();
        for (_, fields) in sections(Product::StartupLoanIndividual, &answers) {
            for field in fields {
                let is_conditional = !field.applies(Product::StartupLoanIndividual, &blank);
                assert!(
                    !is_conditional || when(field, Product::StartupLoanIndividual).is_some(),
                    "{field}"
                );
            }
        }
    }
}
