//! The route list: one file a resource, one handler an operation. Who may call each is in `authorize.rs`.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::AppState;

pub(crate) mod applications;
pub(crate) mod assignments;
pub(crate) mod backups;
pub(crate) mod certificates;
pub(crate) mod complaints;
pub(crate) mod conflicts;
pub(crate) mod corrections;
pub(crate) mod course_sheets;
pub(crate) mod course_tokens;
pub(crate) mod courses;
pub(crate) mod district;
pub(crate) mod documents;
pub(crate) mod enrolments;
pub(crate) mod fallback;
pub(crate) mod follow_ups;
pub(crate) mod health;
pub(crate) mod helpers;
mod kept_paper;
pub(crate) mod lessons;
pub(crate) mod listing_photos;
pub(crate) mod listing_templates;
pub(crate) mod listings;
pub(crate) mod loan_basis;
pub(crate) mod loans;
pub(crate) mod messages;
pub(crate) mod metrics;
pub(crate) mod moved;
pub(crate) mod not_mine;
pub(crate) mod office_papers;
pub(crate) mod organisations;
pub(crate) mod outside_payments;
pub(crate) mod own_corrections;
pub(crate) mod own_data;
pub(crate) mod own_extension;
pub(crate) mod own_form;
pub(crate) mod own_loan;
pub(crate) mod own_pages;
pub(crate) mod own_roster;
pub(crate) mod packages;
pub(crate) mod page_qr;
pub(crate) mod paper_uploads;
pub(crate) mod payment_cards;
pub(crate) mod payment_sheets;
pub(crate) mod people;
pub(crate) mod person_history;
pub(crate) mod plain;
pub(crate) mod policy_desk;
pub(crate) mod policy_pack;
pub(crate) mod quota_waits;
pub(crate) mod re_reviews;
pub(crate) mod replay;
pub(crate) mod resident_session;
pub(crate) mod searches;
pub(crate) mod second_factor;
pub(crate) mod sent_courses;
pub(crate) mod service_point;
pub(crate) mod settlement_payments;
pub(crate) mod settlement_statements;
pub(crate) mod settlements;
pub(crate) mod staff;
pub(crate) mod staff_classes;
pub(crate) mod staff_export;
pub(crate) mod staff_session;
pub(crate) mod subsidies;
pub(crate) mod templates;
pub(crate) mod tracking;
pub(crate) mod training_papers;
pub(crate) mod training_section;
pub(crate) mod workload;

/// Every operation, with its description.
#[must_use]
pub fn all() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(crate::openapi::base())
        .routes(routes!(health::find_health))
        .routes(routes!(district::find_district))
        .routes(routes!(loan_basis::find_loan_basis))
        .routes(routes!(courses::find_catalogue))
        .routes(routes!(courses::list_courses))
        .routes(routes!(courses::list_course_texts))
        .routes(routes!(courses::find_course))
        .routes(routes!(courses::find_resting_course))
        .routes(routes!(courses::find_courses_feed))
        .routes(routes!(listing_photos::find_course_photo))
        .routes(routes!(policy_pack::find_policy_pack))
        .routes(routes!(policy_pack::find_policy_rules))
        .routes(routes!(policy_pack::find_policy_words))
        .routes(routes!(messages::find_english))
        .routes(routes!(resident_session::send_code))
        .routes(routes!(
            resident_session::find_session,
            resident_session::sign_in,
            resident_session::sign_out
        ))
        .routes(routes!(
            staff_session::find_staff_session,
            staff_session::sign_in_staff,
            staff_session::sign_out_staff
        ))
        .routes(routes!(
            second_factor::begin_second_factor,
            second_factor::confirm_second_factor
        ))
        .routes(routes!(helpers::list_helpers))
        .routes(routes!(helpers::act_on_helper))
        .routes(routes!(service_point::find_helped_session))
        .routes(routes!(service_point::note_left_file))
        .routes(routes!(service_point::send_consent_code))
        .routes(routes!(
            service_point::find_day_sheet,
            service_point::open_helped_session
        ))
        .routes(routes!(service_point::forget_left_files))
        .routes(routes!(staff::list_staff_queue))
        .routes(routes!(staff_export::export_staff_applications))
        .routes(routes!(staff::find_staff_application))
        .routes(routes!(staff::act_on_staff_application))
        .routes(routes!(conflicts::say_conflict))
        .routes(routes!(corrections::correct_application))
        .routes(routes!(office_papers::add_office_paper))
        .routes(routes!(
            office_papers::find_staff_document,
            office_papers::remove_office_paper
        ))
        .routes(routes!(packages::list_packages, packages::make_package))
        .routes(routes!(packages::take_package))
        .routes(routes!(packages::read_package_form))
        .routes(routes!(packages::act_on_package))
        .routes(routes!(people::reveal_person))
        .routes(routes!(person_history::find_person_history))
        .routes(routes!(replay::replay_application))
        .routes(routes!(workload::find_workload))
        .routes(routes!(re_reviews::list_re_reviews))
        .routes(routes!(re_reviews::act_on_re_review))
        .routes(routes!(assignments::list_colleagues))
        .routes(routes!(assignments::save_absence, assignments::end_absence))
        .routes(routes!(assignments::reset_second_factor))
        .routes(routes!(assignments::assign_applications))
        .routes(routes!(
            quota_waits::list_quota_waits,
            quota_waits::end_quota_waits
        ))
        .routes(routes!(templates::list_templates, templates::add_template))
        .routes(routes!(
            templates::change_template,
            templates::remove_template
        ))
        .routes(routes!(loans::list_loans))
        .routes(routes!(staff_export::export_loans))
        .routes(routes!(loans::find_loan))
        .routes(routes!(loans::act_on_loan_by_id))
        .routes(routes!(loans::ask_extension))
        .routes(routes!(loans::find_schedule))
        .routes(routes!(
            payment_sheets::list_payment_sheets,
            payment_sheets::add_payment_sheet
        ))
        .routes(routes!(subsidies::list_subsidies))
        .routes(routes!(subsidies::export_subsidies))
        .routes(routes!(subsidies::pay_subsidies))
        .routes(routes!(payment_sheets::find_payment_sheet))
        .routes(routes!(payment_sheets::take_in_payment_sheet))
        .routes(routes!(lessons::list_staff_classes))
        .routes(routes!(staff_classes::find_staff_class))
        .routes(routes!(staff_classes::act_on_class))
        .routes(routes!(lessons::find_roster))
        .routes(routes!(lessons::set_lessons))
        .routes(routes!(lessons::find_lesson_code))
        .routes(routes!(lessons::act_on_member))
        .routes(routes!(payment_cards::give_member_payment_card))
        .routes(routes!(training_section::find_member_history))
        .routes(routes!(training_section::find_training_calendar))
        .routes(routes!(training_section::list_spot_checks))
        .routes(routes!(training_section::note_spot_check))
        .routes(routes!(training_papers::add_spot_check_paper))
        .routes(routes!(
            training_papers::find_spot_check_paper,
            training_papers::remove_spot_check_paper
        ))
        .routes(routes!(training_papers::add_settlement_paper))
        .routes(routes!(
            training_papers::find_settlement_paper,
            training_papers::remove_settlement_paper
        ))
        .routes(routes!(training_papers::add_listing_paper))
        .routes(routes!(
            training_papers::find_listing_paper,
            training_papers::remove_listing_paper
        ))
        .routes(routes!(listing_photos::add_listing_photo))
        .routes(routes!(listing_photos::find_listing_photo))
        .routes(routes!(training_section::list_opening_notices))
        .routes(routes!(training_section::list_eligibility_requests))
        .routes(routes!(complaints::list_complaints))
        .routes(routes!(complaints::act_on_complaint))
        .routes(routes!(training_section::find_training_year))
        .routes(routes!(training_section::find_employment_rates))
        .routes(routes!(settlements::list_settlements))
        .routes(routes!(settlement_statements::export_settlement_statements))
        .routes(routes!(
            settlements::find_settlement,
            settlements::write_settlement
        ))
        .routes(routes!(settlements::act_on_settlement))
        .routes(routes!(settlements::export_settlement))
        .routes(routes!(payment_cards::export_roster))
        .routes(routes!(payment_cards::export_payments))
        .routes(routes!(settlement_payments::pay_settlement))
        .routes(routes!(settlement_payments::note_came_back))
        .routes(routes!(
            outside_payments::find_outside_payments,
            outside_payments::add_outside_payments
        ))
        .routes(routes!(organisations::accept_invitation))
        .routes(routes!(
            organisations::list_organisations,
            organisations::add_organisation
        ))
        .routes(routes!(
            organisations::find_organisation,
            organisations::change_organisation
        ))
        .routes(routes!(organisations::invite_trainer))
        .routes(routes!(organisations::withdraw_invitation))
        .routes(routes!(
            organisations::change_account,
            organisations::close_account
        ))
        .routes(routes!(organisations::reset_trainer_second_factor))
        .routes(routes!(listings::list_listings, listings::start_listing))
        .routes(routes!(
            listing_templates::list_listing_templates,
            listing_templates::save_listing_template
        ))
        .routes(routes!(listing_templates::delete_listing_template))
        .routes(routes!(listing_templates::roll_listings_over))
        .routes(routes!(course_sheets::export_listings))
        .routes(routes!(listings::find_listing))
        .routes(routes!(listings::write_listing))
        .routes(routes!(listings::act_on_listing))
        .routes(routes!(
            course_tokens::list_course_tokens,
            course_tokens::make_course_token
        ))
        .routes(routes!(course_tokens::revoke_course_token))
        .routes(routes!(
            sent_courses::list_sent_courses,
            course_tokens::send_courses
        ))
        .routes(routes!(sent_courses::find_sent_course))
        .routes(routes!(sent_courses::find_sent_sheet))
        .routes(routes!(sent_courses::list_sent_rows))
        .routes(routes!(sent_courses::repair_sent_row))
        .routes(routes!(sent_courses::act_on_sent_sheet))
        .routes(routes!(course_sheets::find_course_template))
        .routes(routes!(
            course_sheets::list_course_sheets,
            course_sheets::add_course_sheet
        ))
        .routes(routes!(course_sheets::find_course_sheet))
        .routes(routes!(course_sheets::list_course_sheet_rows))
        .routes(routes!(course_sheets::repair_course_sheet_row))
        .routes(routes!(course_sheets::act_on_course_sheet))
        .routes(routes!(tracking::track_application))
        .routes(routes!(page_qr::find_page_qr))
        .routes(routes!(plain::show_front))
        .routes(routes!(plain::show_courses))
        .routes(routes!(plain::show_course))
        .routes(routes!(plain::show_paper))
        .routes(routes!(plain::show_notices))
        .routes(routes!(plain::show_pace))
        .routes(routes!(plain::show_tracking, plain::track_plainly))
        .routes(routes!(own_roster::show_roster, own_roster::send_roster))
        .routes(routes!(own_roster::find_roster_template))
        .routes(routes!(
            own_extension::show_extension,
            own_extension::ask_extension_plainly
        ))
        .routes(routes!(
            own_corrections::show_corrections,
            own_corrections::answer_correction
        ))
        .routes(routes!(own_corrections::find_corrections))
        .routes(routes!(own_loan::show_own_loan, own_loan::tell_of_own_loan))
        .routes(routes!(own_data::show_own_data, own_data::have_own_data))
        .routes(routes!(
            complaints::show_complaint,
            complaints::file_complaint
        ))
        .routes(routes!(
            not_mine::show_not_mine,
            not_mine::give_up_own_phone
        ))
        .routes(routes!(moved::show_moved, moved::bring_file))
        .merge(policy_desk::routes())
        .routes(routes!(
            applications::list_applications,
            applications::start_application
        ))
        .routes(routes!(
            applications::find_application,
            applications::discard_application
        ))
        .routes(routes!(applications::save_answers))
        .routes(routes!(applications::act_on_application))
        .routes(routes!(applications::find_application_qr))
        .routes(routes!(enrolments::list_course_seats))
        .routes(routes!(enrolments::list_enrolments, enrolments::enrol))
        .routes(routes!(enrolments::act_on_enrolment))
        .routes(routes!(enrolments::find_enrolment_calendar))
        .routes(routes!(enrolments::check_in))
        .routes(routes!(enrolments::appeal))
        .routes(routes!(enrolments::resubmit))
        .routes(routes!(payment_cards::give_payment_card))
        .routes(routes!(certificates::find_certificate))
        .routes(routes!(certificates::find_certificate_qr))
        .routes(routes!(certificates::check_certificate))
        .routes(routes!(follow_ups::answer_follow_up))
        .routes(routes!(
            people::list_people,
            people::name_person,
            people::excuse_people
        ))
        .routes(routes!(people::take_back_person))
        .routes(routes!(
            searches::list_saved_searches,
            searches::save_search
        ))
        .routes(routes!(searches::remove_search))
        .routes(routes!(people::open_consent_request))
        .routes(routes!(people::send_consent_request_code))
        .routes(routes!(people::answer_consent_request))
        .routes(routes!(documents::add_document))
        .routes(routes!(
            documents::find_document,
            documents::remove_document
        ))
        .routes(routes!(paper_uploads::start_upload))
        .routes(routes!(
            paper_uploads::find_upload,
            paper_uploads::send_part,
            paper_uploads::give_up_upload
        ))
}
