//! Routes and hashes: each route is read back from its own, and any hash is a page.

use proptest::prelude::*;

use super::*;

#[test]
fn every_route_leads_back() {
    let id = ClientId::new(7);
    let entry = EntryId::new(9);
    for route in [
        Route::Today,
        Route::NewRecord(RecordKind::Contact),
        Route::Clients,
        Route::Portfolio(PortfolioView::Chart),
        Route::Portfolio(PortfolioView::Board),
        Route::Portfolio(PortfolioView::Stages),
        Route::Portfolio(PortfolioView::Accounts),
        Route::Tour(TourStep::List),
        Route::Tour(TourStep::Records),
        Route::NewClient,
        Route::Client(id),
        Route::Account(id),
        Route::EditClient(id),
        Route::Record(id, RecordKind::Rating, None),
        Route::Record(id, RecordKind::Contact, Some(entry)),
        Route::Record(id, RecordKind::Breach, None),
        Route::Record(id, RecordKind::Stage, Some(entry)),
        Route::DetailedRating(id),
        Route::Myself,
        Route::Questionnaire(Form::Short, Occasion::RetrospectivePretest),
        Route::Assessment(entry),
        Route::Invitation,
        Route::Answers,
        Route::Class,
        Route::Exercise(ExerciseId::Drill(7)),
        Route::Practice("one-over-t".parse().unwrap()),
        Route::NewExercise,
        Route::EditExercise(entry),
        Route::NewSession(ExerciseId::Own(entry)),
        Route::Session(entry, SessionPart::Board),
        Route::Sheet(ExerciseId::Own(entry), Sheet::Trainer),
        Route::Sheet("one-over-t".parse().unwrap(), Sheet::Paper),
        Route::TrainersGuide(None),
        Route::TrainersGuide(Some("day-course".parse().unwrap())),
        Route::Join,
        Route::ImportExercise,
        Route::Team,
        Route::More,
        Route::Settings,
        Route::Help(None),
        Route::Help(Some(HelpSection::Trap)),
        Route::Learn(None),
        Route::Learn(Some("four-kinds".parse().unwrap())),
        Route::Data,
        Route::DataPart(DataPart::Restore),
    ] {
        assert_eq!(Route::from_hash(&route.to_string()), route);
        assert_eq!(
            Route::from_hash(&format!("{route}?from=singlemessage")),
            route
        );
    }
}

proptest! {
    #[test]
    fn any_hash_is_a_page(hash in "#?(/?[a-z0-9?&=%]{0,17}){0,5}") {
        let route = Route::from_hash(&hash);
        prop_assert_eq!(Route::from_hash(&route.to_string()), route);
    }
}
