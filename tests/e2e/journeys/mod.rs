//! The journeys: each starts at an origin of its own, with nothing stored.

mod accessibility;
mod accounts;
mod ask;
mod backup;
mod calendar;
mod class;
mod class_author;
mod class_board;
mod class_rounds;
mod class_session;
mod class_trainee;
mod feedback;
mod figures;
mod first_visit;
mod forms;
mod import;
mod kills;
mod layout;
mod learn;
mod list;
mod live;
mod live_faults;
mod lock;
mod main_job;
mod media;
mod myself;
mod offline;
mod own_error;
mod plans;
mod portfolio;
mod records;
mod relationships;
mod saved_filters;
mod scorm;
mod selecting;
mod settings;
mod shots;
mod single;
mod site;
mod storage;
mod tables;
mod tabs;
mod team;
mod today;
mod tour;

use crate::broker::{Broker, Cluster};
use crate::browser::Engine;

/// A journey, or a round of screenshots.
pub struct Journey {
    /// Its function's name.
    pub name: &'static str,
    /// Whether it makes pictures instead of judging.
    pub makes_shots: bool,
    /// The engines that lack something it needs, and what that is.
    not_on: Option<(&'static [Engine], &'static str)>,
    /// The need of its live sessions: nothing, a `broker`, or a `cluster`.
    needs: &'static str,
    /// Whether it is run before a release alone.
    is_long: bool,
    /// The journey; it panics if an expectation fails.
    pub run: fn(Engine),
}

impl Journey {
    /// Why it is not run on an engine, if it is not; `runs_long` is whether all are to be run.
    pub fn reason_not_on(&self, engine: Engine, runs_long: bool) -> Option<&'static str> {
        if self.is_long && !runs_long {
            return Some("it is run before a release, or by its name");
        }
        match self.needs {
            "broker" if !Broker::is_installed() => {
                return Some("no broker here: nats-server is not installed");
            }
            "cluster" if !Cluster::is_installed() => {
                return Some("no cluster here: nats-server, Caddy or Node.js is not installed");
            }
            _ => {}
        }
        let (engines, reason) = self.not_on?;
        engines.contains(&engine).then_some(reason)
    }
}

macro_rules! journeys {
    ($makes_shots:literal: $($file:ident::$name:ident $(not on $engines:ident: $reason:ident)? $(with $broker:ident)? $(in $long:ident)?),* $(,)?) => {
        vec![$(Journey {
            name: stringify!($name),
            makes_shots: $makes_shots,
            not_on: [$((&$engines[..], $reason))?].first().copied(),
            needs: stringify!($($broker)?),
            is_long: !stringify!($($long)?).is_empty(),
            run: $file::$name,
        }),*]
    };
}

const ALL_BUT_CHROMIUM: [Engine; 2] = [Engine::WebKit, Engine::Firefox];
const WEBKIT: [Engine; 1] = [Engine::WebKit];

const KEEPS_NOTHING: &str = "its small browser keeps nothing for another start";
const NO_EXACT_HEIGHT: &str = "its window has no exact height";
const NO_FAKE_CAMERA: &str = "its driver has no fake camera";
const PRINTS_UNTOLD: &str = "its driver prints nothing, or without telling the page before";
const NO_MEDIA: &str = "its driver cannot ask for forced colours, paper or less motion";

/// Every journey, the longest first: none of them is begun last, with the other worker idle.
#[expect(clippy::too_many_lines, reason = "it is one list")]
pub fn all() -> Vec<Journey> {
    let mut all = journeys![false:
        accessibility::judges_every_page_in_chinese,
        accessibility::judges_every_page_in_english,
        accessibility::needs_no_mouse,
        accessibility::fits_with_texts_twice_as_large,
        accessibility::opens_a_table_by_the_keyboard,
        main_job::rates_a_client_over_time,
        main_job::shows_a_velocity_after_eight_taps,
        main_job::counts_the_taps_of_every_day,
        main_job::follows_a_client_in_chinese,
        site::opens_from_a_sub_folder,
        site::works_without_a_frame,
        site::asks_again_for_pages_that_were_lost,
        site::fetches_only_what_the_budget_counts,
        single::runs_as_one_file,
        scorm::reports_to_a_learning_platform,
        scorm::says_what_a_learning_platform_does_not_keep,
        first_visit::welcomes_before_the_program_is_there,
        first_visit::welcomes_in_the_stored_language,
        first_visit::does_what_was_tapped_before,
        first_visit::welcomes_nobody_who_has_records,
        first_visit::welcomes_nobody_behind_a_lock,
        first_visit::welcomes_nobody_who_follows_a_link,
        settings::remembers_language_and_theme,
        settings::tells_velocities_in_each_unit,
        settings::changes_what_the_figures_assume,
        settings::makes_rows_anew_after_an_undo,
        settings::tells_what_changed,
        own_error::estimates_ones_own_error,
        plans::plans_an_action_from_advice,
        plans::repairs_trust_step_by_step,
        plans::records_the_breach_of_a_broken_promise,
        kills::keeps_what_was_called_saved not on WEBKIT: KEEPS_NOTHING,
        kills::keeps_all_when_killed_in_a_long_step not on WEBKIT: KEEPS_NOTHING,
        kills::keeps_what_was_collected not on WEBKIT: KEEPS_NOTHING,
        kills::puts_back_what_was_removed,
        kills::offers_what_was_removed_one_by_one,
        storage::keeps_what_it_cannot_read,
        storage::keeps_settings_it_cannot_read,
        storage::runs_without_storage,
        storage::promises_what_the_browser_tells,
        storage::survives_storage_that_is_taken_away,
        storage::says_when_storage_is_full,
        storage::survives_a_clock_that_was_set_back,
        storage::warns_before_storage_is_full,
        tabs::keeps_what_two_tabs_add,
        tabs::shows_both_versions_of_an_entry,
        tabs::overwrites_nothing_from_a_stale_tab,
        tabs::writes_from_one_tab_without_locks,
        lock::locks_with_a_passphrase,
        lock::changes_the_lock_and_takes_it_off,
        lock::locks_every_tab_at_once,
        lock::locks_itself_when_nobody_is_there,
        lock::locks_in_every_tab,
        lock::gives_up_a_lock_that_does_not_fit,
        records::keeps_deleted_clients_in_the_bin,
        records::undoes_by_the_keyboard,
        forms::rates_in_one_screen not on ALL_BUT_CHROMIUM: NO_EXACT_HEIGHT,
        forms::takes_the_new_day_over_midnight,
        today::takes_the_new_day_over_midnight,
        forms::keeps_what_was_typed_over_a_reload,
        forms::has_fields_that_a_phone_does_not_enlarge,
        forms::says_what_is_wrong_at_the_field,
        forms::asks_for_what_is_missing_at_the_field,
        forms::answers_where_a_slider_is_tapped,
        forms::keeps_the_last_letters,
        forms::moves_the_first_contact,
        forms::takes_any_name_as_text,
        forms::leaves_enter_to_a_composition,
        forms::starts_on_the_local_day,
        records::takes_deletions_back,
        records::grows_a_long_history,
        records::shows_a_year_in_three_screens not on ALL_BUT_CHROMIUM: NO_EXACT_HEIGHT,
        records::shows_a_full_year_in_three_screens not on ALL_BUT_CHROMIUM: NO_EXACT_HEIGHT,
        records::edits_an_entry,
        records::finds_clients_in_the_list,
        list::keeps_few_rows_in_the_page,
        list::comes_back_to_the_same_place,
        list::sorts_names_by_pinyin,
        list::tells_whom_to_contact,
        list::cuts_no_name_beside_empty_space,
        selecting::tags_three_by_keyboard,
        selecting::moves_many_with_one_date,
        selecting::deletes_the_selected_with_one_undo,
        saved_filters::applies_a_saved_filter_by_a_tap,
        saved_filters::renames_and_deletes_a_saved_filter,
        list::opens_the_first_client_on_a_desktop,
        layout::scrolls_columns_and_not_the_page,
        layout::keeps_the_save_bar_at_the_bottom,
        layout::keeps_words_whole_in_large_text,
        layout::leads_to_the_repair,
        layout::offers_what_the_first_reason_asks_for,
        today::lists_whom_to_turn_to,
        today::logs_a_contact_in_three_taps,
        today::logs_a_contact_of_anybody_in_three_taps,
        today::finds_a_client_from_any_page,
        today::asks_for_the_client_of_a_shortcut,
        today::snoozes_a_client_and_takes_it_back,
        today::comes_back_on_the_day_a_snooze_ends,
        today::begins_empty_with_the_ways_in,
        today::shows_many_a_few_at_a_time,
        today::reads_none_of_three_thousand,
        today::keeps_its_place_and_leads_to_the_list,
        today::snoozes_and_logs_by_the_keyboard,
        today::is_accessible_in_every_state,
        records::loads_and_removes_the_examples,
        import::imports_a_table_of_excel,
        import::imports_pasted_contacts,
        import::asks_what_a_table_leaves_open,
        import::imports_an_address_book_with_pictures,
        import::says_why_a_file_gives_no_clients,
        import::keeps_hostile_names_harmless,
        import::previews_ten_thousand_clients,
        calendar::puts_promises_into_the_calendar,
        calendar::puts_the_next_contact_into_the_calendar,
        tables::imports_a_workbook,
        tables::imports_a_workbook_of_today,
        tables::imports_ratings_from_a_table,
        feedback::keeps_what_the_client_said,
        feedback::asks_once_what_a_rise_rests_on,
        feedback::shows_both_sides_over_time,
        relationships::rates_a_team_member_in_words_of_its_own,
        relationships::follows_who_recommended_whom,
        figures::tells_what_has_come_back_in_the_chart,
        figures::explains_its_figures,
        figures::suggests_no_stage_after_a_breach_of_the_day,
        figures::shows_the_trap_on_the_own_client,
        figures::reads_the_client_of_the_trap,
        learn::walks_through_what_can_be_learned,
        learn::tries_the_formula_and_its_trap,
        tour::shows_the_examples_by_the_keyboard,
        tour::ends_where_it_is_left,
        figures::reads_out_a_chart,
        figures::gives_a_chart_as_a_picture,
        media::keeps_its_drawings_in_forced_colours not on ALL_BUT_CHROMIUM: NO_MEDIA,
        media::prints_what_is_read not on ALL_BUT_CHROMIUM: NO_MEDIA,
        media::prints_a_year_on_two_sheets not on ALL_BUT_CHROMIUM: PRINTS_UNTOLD,
        media::moves_nothing_where_that_is_asked_for not on ALL_BUT_CHROMIUM: NO_MEDIA,
        figures::repaints_charts_in_the_dark,
        figures::repaints_charts_for_other_pixels,
        portfolio::opens_a_client_from_the_chart,
        portfolio::compares_the_order_under_other_windows,
        portfolio::moves_a_client_on_the_board,
        portfolio::shows_stages_over_time,
        portfolio::draws_no_stages_of_a_few_weeks,
        portfolio::prints_each_view_on_a_sheet,
        portfolio::prints_eight_clients_on_a_sheet not on ALL_BUT_CHROMIUM: PRINTS_UNTOLD,
        portfolio::shows_no_portfolio_without_clients,
        accounts::shows_the_weakest_link_beside_the_mean,
        accounts::moves_a_person_and_takes_it_back,
        accounts::joins_two_accounts_with_one_undo,
        accounts::imports_people_of_one_account,
        backup::restores_a_backup,
        backup::restores_a_sealed_backup,
        backup::says_why_a_file_is_no_backup,
        backup::restores_what_was_chosen,
        backup::takes_a_client_out_of_the_bin,
        backup::restores_settings_with_one_undo,
        backup::previews_thousands_of_clients,
        backup::says_before_a_restore_that_there_is_no_room,
        backup::makes_no_backup_that_it_cannot_read_back,
        backup::checks_the_file_where_it_was_saved,
        offline::starts_without_a_network,
        offline::offers_a_new_build,
        offline::starts_broken_files_over,
        offline::installs_where_the_browser_offers_it,
        offline::says_what_wechat_cannot_do,
        myself::resumes_at_the_same_item,
        myself::takes_one_reply_from_a_double_tap,
        myself::says_that_all_is_answered_and_not_saved,
        myself::answers_by_the_keyboard,
        myself::prints_a_result_on_a_sheet not on ALL_BUT_CHROMIUM: PRINTS_UNTOLD,
        myself::waits_at_an_item_where_that_is_wanted,
        myself::answers_in_a_list,
        myself::follows_oneself_over_time,
        myself::sees_a_course_from_three_sides,
        myself::names_ties_and_asks_a_client,
        myself::takes_a_deleted_assessment_back,
        myself::rates_a_client_by_items,
        myself::asks_what_a_rise_by_items_rests_on,
        myself::is_accessible_item_by_item,
        ask::asks_a_client_and_takes_the_answer,
        ask::carries_long_names_and_emoji,
        ask::counts_an_answer_once,
        ask::says_why_nothing_can_be_taken,
        ask::takes_links_that_were_changed_on_their_way,
        ask::says_why_a_request_does_not_open,
        ask::takes_an_answer_behind_the_lock,
        ask::reads_an_answer_from_pictures,
        ask::reads_an_answer_by_the_camera not on ALL_BUT_CHROMIUM: NO_FAKE_CAMERA,
        ask::says_why_the_camera_is_off not on ALL_BUT_CHROMIUM: NO_FAKE_CAMERA,
        team::shares_with_a_manager_and_leaves,
        team::hides_two_sellers_of_an_anonymous_team,
        team::says_why_no_team_is_joined,
        team::shares_figures_with_a_live_team with broker,
    ];
    all.extend(of_a_class());
    all.extend(journeys![true: shots::shots_in_chinese, shots::shots_in_english]);
    all
}

/// Those of a class.
fn of_a_class() -> Vec<Journey> {
    journeys![false:
        class::teaches_a_class_of_six,
        class::shows_a_class_of_three_hundred,
        class_trainee::practises_an_exercise_alone,
        class_trainee::asks_for_one_exercise_alone,
        class_trainee::reads_what_the_figures_say,
        class_trainee::resumes_an_exercise_after_a_reload,
        class_trainee::joins_a_class_and_hands_in,
        class_trainee::lends_the_phone_to_another_trainee,
        class_trainee::works_on_a_trainers_own_exercise,
        class_trainee::says_why_a_class_link_does_not_open,
        live::takes_answers_and_reveals_live with broker,
        live::votes_again_live with broker,
        live::shows_the_class_on_a_second_screen with broker,
        live::goes_on_on_another_device with broker,
        kills::keeps_the_keys_of_a_live_class not on WEBKIT: KEEPS_NOTHING with broker,
        kills::keeps_the_keys_of_a_live_team not on WEBKIT: KEEPS_NOTHING with broker,
        live::asks_nothing_of_a_session_that_is_not_live,
        live_faults::teaches_six_phones_live with broker in long,
        live_faults::goes_on_when_the_broker_restarts with broker in long,
        live_faults::goes_on_when_the_trainers_browser_is_killed not on WEBKIT: KEEPS_NOTHING with broker in long,
        live_faults::takes_the_answers_of_a_phone_that_was_offline with broker in long,
        live_faults::opens_the_key_on_phones_that_slept with broker in long,
        live_faults::goes_on_when_the_trainer_was_offline with broker in long,
        live_faults::counts_what_comes_both_ways_once with broker in long,
        live_faults::leaves_out_what_is_hostile with broker in long,
        live_faults::says_which_tab_is_live with broker in long,
        live_faults::waits_while_the_trainer_is_locked with broker in long,
        live_faults::goes_on_when_one_of_three_nodes_is_killed with cluster in long,
        class_session::begins_a_session,
        class_session::begins_a_session_of_an_own_exercise,
        class_session::keeps_the_time,
        class_session::collects_what_is_pasted,
        class_session::takes_a_change_from_the_same_phone_alone,
        class_session::brings_former_answers_back,
        class_session::collects_a_whole_class_at_once,
        class_session::collects_from_pictures,
        class_session::collects_by_the_camera not on ALL_BUT_CHROMIUM: NO_FAKE_CAMERA,
        class_session::reveals_and_takes_it_back,
        class_session::brings_two_collections_together,
        class_board::shows_nothing_before_the_reveal,
        class_board::steps_through_the_board,
        class_board::shows_a_point_whole_on_a_small_projector,
        class_board::speaks_of_one_person,
        class_board::hides_small_groups_of_an_anonymous_class,
        class_board::takes_the_figures_home,
        class_rounds::revises_answers_in_a_second_round,
        class_rounds::begins_the_second_round_on_another_phone,
        class_rounds::begins_a_second_round,
        class_rounds::shows_how_far_a_class_moved,
        class_rounds::hides_two_rounds_of_a_small_anonymous_class,
        class_author::begins_with_what_the_screen_is_for,
        class_author::looks_through_the_exercises,
        class_author::copies_edits_and_exports_an_exercise,
        class_author::says_what_an_exercise_lacks,
        class_author::hands_an_exercise_on_by_link,
        class_author::hands_a_long_exercise_on_by_codes,
        class_author::says_why_no_exercise_is_taken,
        class_author::reads_the_trainers_guide,
        class_author::prints_exercises_on_paper,
    ]
}
