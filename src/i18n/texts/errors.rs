//! Every error in words, with what to do next.

use crate::{
    documents::DecodeError,
    domain::{
        AssumptionsError, Client, DateError, Name, NameError, NonEmptyText, NonEmptyTextError,
        Note, NoteError, Profile, TypedScoreError,
        draft::{
            BreachError, ClientError, ContactError, FeedbackError, LaterDateError, PromiseError,
            RatingError, TypedDateError,
        },
    },
    i18n::Text,
    storage::SaveError,
};

texts! {
    date_error_malformed: "请填写完整的日期。", "Please give a complete date.";
    date_error_before(date): "不能早于首次接触的日期 {date}。如果那一天记错了，请先编辑客户资料。", "It cannot be before the first contact on {date}. If that day is wrong, edit the client first.";
    date_error_after(date): "不能晚于今天（{date}）。", "It cannot be after today ({date}).";
    date_error_in_the_way(kind, date): "{date} 有一条{kind}，首次接触不能晚于它。请选更早的日期，或先改那条记录。", "There is a {kind} on {date}, and the first contact cannot be after it. Choose an earlier date, or change that entry first.";
    later_date_error(date): "不能早于 {date}。", "It cannot be before {date}.";
    first_contact_error: "请选什么时候第一次接触：公式的时间从那天算起。", "Please choose when the first contact was: the formula's time runs from that day.";
    breach_dimension_error: "请选哪一种信任受损最重。", "Please choose which kind of trust was hurt most.";
    severity_error: "请选受损的程度。", "Please choose how severe it was.";
    promise_error_what: "请写一句答应了客户什么。", "Please write in a sentence what was promised.";
    promise_error_expected: "请选客户的期望：1 到 7。", "Please choose what the client expects: 1 to 7.";
    promise_error_experienced: "请选客户的实际感受：1 到 7。", "Please choose what the client experienced: 1 to 7.";
    feedback_error_kind: "请选这些话是投诉还是表扬，或者把它们删去。", "Please choose whether these words are a complaint or praise, or remove them.";
    feedback_error_what: "请写下客户说了什么，或者选“都没有”。", "Please write what the client said, or choose “Neither”.";
    feedback_error_nothing: "还没有可以保存的内容：满意度、推荐的可能、投诉或表扬，至少填一样。", "There is nothing to save yet: give at least one of satisfaction, likelihood to recommend, and a complaint or praise.";
    name_error_empty: "请填写姓名。", "Please give a name.";
    name_error_unseen: "这里面只有看不见的字符，请写看得见的字。", "This has only characters that cannot be seen: please write some that can.";
    tags_error(count, most): "现在有 {count} 个标签，最多 {most} 个，请删去一些。", "There are {count} tags; the maximum is {most}. Please remove some.";
    too_long(count, most): "现在 {count} 个字，最多 {most} 个，请删短一些。", "That is {count} characters; the maximum is {most}. Please shorten it.";
    score_error_empty: "移动滑块、输入分数，或勾选“说不准”。", "Move the slider, type a score, or tick “Can't say”.";
    score_error_range: "请输入 0 到 10 之间的数字。", "Please give a number from 0 to 10.";
    score_error_precise: "最多一位小数，例如 7.5。", "One decimal at most, for example 7.5.";
    what_error: "请写一句发生了什么：以后回看趋势时要用。", "Please write in a sentence what happened: it helps you read the trend later.";
    minutes_error: "请输入 0 到 1440 之间的整数，或留空。", "Please give a whole number from 0 to 1440, or leave it empty.";
    number_error: "请输入一个数字，例如 0.8。", "Please give a number, for example 0.8.";
    whole_number_error: "请输入整数。", "Please give a whole number.";
    sem_error: "单项评分的误差要在 0.1 到 5 之间。", "The error of one score must be between 0.1 and 5.";
    window_error: "趋势的天数要在 7 到 3650 之间。", "The trend's days must be between 7 and 3650.";
    threshold_error: "门槛要大于 0。", "A gate must be above 0.";
    cadence_error: "联系间隔要在 1 到 365 天之间。", "Days between contacts must be between 1 and 365.";
    save_error_full: "没有保存：浏览器给本站的存储空间满了。请删除不再需要的记录后重试；填写的内容还在这里。", "Not saved: the browser's storage for this site is full. Delete records you no longer need and try again; what you entered is still here.";
    save_error_unavailable(reason): "没有保存：浏览器不让本页使用存储（{reason}）。填写的内容还在这里，请复制后重新打开页面。", "Not saved: the browser does not let this page use its storage ({reason}). What you entered is still here: copy it, then open the page again.";
    save_error_occupied: "没有保存：这个位置已有一份读不出来的记录，不会被覆盖。请到“更多 → 数据”查看。", "Not saved: a record that cannot be read is in its place and is not written over. See More → Data.";
    save_error_not_kept: "没有保存：浏览器收下了记录，但读回来不一样。请重试；填写的内容还在这里。", "Not saved: the browser took the record, but gave back another text. Try again; what you entered is still here.";
    save_error_changed: "没有保存：另一个标签页刚改过同一处，这里已换成那边的版本。请看过之后再改。", "Not saved: another tab has just changed the same thing, and its version is shown now. Look at it, then change it again.";
    entry_changed(theirs): "没有保存：另一个标签页刚改过这一条，那边现在是：{theirs}。再点一次“保存”就换成你填的；点“取消”则保留那边的。", "Not saved: another tab has just changed this entry. There it now reads: {theirs}. Save again to put yours in its place, or cancel to keep theirs.";
    entry_deleted: "没有保存：另一个标签页刚删除了这一条。再点一次“保存”就把你填的放回去；点“取消”则让它保持删除。", "Not saved: another tab has just deleted this entry. Save again to put yours back, or cancel to leave it deleted.";
    client_changed_elsewhere(theirs): "没有保存：另一个标签页刚改过这位客户的资料，那边现在是：{theirs}。再点一次“保存”就换成你填的；点“取消”则保留那边的。", "Not saved: another tab has just changed this client's details. There they now read: {theirs}. Save again to put yours in its place, or cancel to keep theirs.";
    save_error_other_tab: "没有保存：另一个标签页正在写入，这个浏览器不能让两个标签页同时写。请到那边继续，或先在这里点“改由本页写入”。", "Not saved: another tab is the one that writes, since this browser cannot let two tabs write at once. Go on there, or choose “Write here instead” first.";
    save_error_lock_changed: "没有保存：另一个标签页刚加了锁或取消了锁。请复制填写的内容，然后重新载入本页。", "Not saved: another tab has just put the lock on or taken it off. Copy what you entered, then reload this page.";
    save_error_locked: "没有保存：记录已锁定，请先解锁。", "Not saved: the records are locked. Unlock them first.";
    gone: "这位客户或这条记录已经不在了，可能刚被删除。", "The client or the entry is not there any more; it may have just been deleted.";
    decode_malformed(reason): "它不是完整的记录，可能被截断或改动过（{reason}）。", "It is not a complete record: it may have been cut or altered ({reason}).";
    decode_too_new(version): "它由更新版本的应用写成（格式 {version}）。请重新载入页面以使用新版本。", "A newer version of the app wrote it (format {version}). Reload the page to get that version.";
    decode_no_such_version(version): "没有格式 {version}；它可能被改动过。", "There is no format {version}; it may have been altered.";
    decode_sealed: "它是加密的，这一页没有打开它的密钥。", "It is encrypted, and this page has no key to it.";
    decode_invalid(field, value): "其中“{field}”的值不能用：{value}", "Its “{field}” cannot be used: {value}";
}

impl Text {
    /// The reason why a date is not valid.
    pub fn date_error(self, error: &DateError) -> String {
        match error {
            DateError::BeforeFirstContact { first_contact } => {
                self.date_error_before(first_contact)
            }
            DateError::AfterToday { today } => self.date_error_after(today),
            DateError::RecordInTheWay { kind, date } => {
                self.date_error_in_the_way(&self.record_kind(*kind), date)
            }
        }
    }

    /// The reason why a typed text is no valid date.
    pub fn typed_date_error(self, error: &TypedDateError) -> String {
        match error {
            TypedDateError::Malformed(_) => self.date_error_malformed().to_owned(),
            TypedDateError::Refused(error) => self.date_error(error),
        }
    }

    /// The reason why a typed text is no valid date after another.
    pub fn typed_later_date_error(self, error: &LaterDateError) -> String {
        match error {
            LaterDateError::Malformed(_) => self.date_error_malformed().to_owned(),
            LaterDateError::Before { earliest } => self.later_date_error(earliest),
            LaterDateError::AfterToday { today } => self.date_error_after(today),
        }
    }

    /// The reason why a rating is not valid.
    pub fn rating_error(self, error: &RatingError) -> String {
        match error {
            RatingError::Date(error) => self.typed_date_error(error),
            RatingError::Person(error) => self.name_error(error),
            RatingError::Score(error) => self.typed_score_error(*error).to_owned(),
            RatingError::Note(error) => self.note_error(error),
            RatingError::NothingRated => self.nothing_rated().to_owned(),
        }
    }

    /// The reason why a contact is not valid.
    pub fn contact_error(self, error: &ContactError) -> String {
        match error {
            ContactError::Date(error) => self.typed_date_error(error),
            ContactError::Minutes => self.minutes_error().to_owned(),
            ContactError::Note(error) => self.note_error(error),
            ContactError::Next(error) => self.typed_later_date_error(error),
        }
    }

    /// The reason why a promise is not valid.
    pub fn promise_error(self, error: &PromiseError) -> String {
        match error {
            PromiseError::Date(error) => self.typed_date_error(error),
            PromiseError::LaterDate(error) => self.typed_later_date_error(error),
            PromiseError::NothingSaid => self.promise_error_what().to_owned(),
            PromiseError::Note(error) => self.note_error(error),
            PromiseError::NoExpectation => self.promise_error_expected().to_owned(),
            PromiseError::NoExperience => self.promise_error_experienced().to_owned(),
        }
    }

    /// The reason why feedback is not valid.
    pub fn feedback_error(self, error: &FeedbackError) -> String {
        match error {
            FeedbackError::Date(error) => self.typed_date_error(error),
            FeedbackError::Comment(NonEmptyTextError::Empty) => {
                self.feedback_error_what().to_owned()
            }
            FeedbackError::Comment(NonEmptyTextError::TooLong(count)) => {
                self.too_long(count, &NonEmptyText::MAX_CHARS)
            }
            FeedbackError::NoKind => self.feedback_error_kind().to_owned(),
            FeedbackError::NothingSaid => self.feedback_error_nothing().to_owned(),
        }
    }

    /// The reason why a breach is not valid.
    pub fn breach_error(self, error: &BreachError) -> String {
        match error {
            BreachError::Date(error) => self.typed_date_error(error),
            BreachError::NoDimension => self.breach_dimension_error().to_owned(),
            BreachError::NoSeverity => self.severity_error().to_owned(),
            BreachError::NothingSaid => self.what_error().to_owned(),
            BreachError::Note(error) => self.note_error(error),
        }
    }

    /// The reason why a client's data is not valid.
    pub fn client_error(self, error: &ClientError) -> String {
        match error {
            ClientError::Name(error) => self.name_error(error),
            ClientError::Tags(count) => self.tags_error(count, &Profile::MAX_TAGS),
            ClientError::Date(error) => self.typed_date_error(error),
            ClientError::NoFirstContact => self.first_contact_error().to_owned(),
            ClientError::Note(error) => self.note_error(error),
            ClientError::RecommendedBy(_) => self.recommends_itself().to_owned(),
        }
    }

    /// The reason why a name is not valid.
    pub fn name_error(self, error: &NameError) -> String {
        match error {
            NameError::Empty => self.name_error_empty().to_owned(),
            NameError::TooLong(count) => self.too_long(count, &Name::MAX_CHARS),
            NameError::Unseen => self.name_error_unseen().to_owned(),
        }
    }

    /// The reason why a note is not valid.
    pub fn note_error(self, error: &NoteError) -> String {
        self.too_long(&error.0, &Note::MAX_CHARS)
    }

    /// Why what was typed is not a score.
    pub const fn typed_score_error(self, error: TypedScoreError) -> &'static str {
        match error {
            TypedScoreError::Empty => self.score_error_empty(),
            TypedScoreError::NotAScore => self.score_error_range(),
            TypedScoreError::TooPrecise => self.score_error_precise(),
        }
    }

    /// The reason why assumptions are not valid.
    pub const fn assumptions_error(self, error: &AssumptionsError) -> &'static str {
        match error {
            AssumptionsError::ScoreSem(_) => self.sem_error(),
            AssumptionsError::WindowDays(_) => self.window_error(),
            AssumptionsError::Threshold => self.threshold_error(),
            AssumptionsError::Cadence(_) => self.cadence_error(),
        }
    }

    /// That another tab changed who a client is, and to what.
    pub fn client_changed(self, theirs: Option<&Client>) -> String {
        let Some(theirs) = theirs else {
            return self.gone().to_owned();
        };
        let profile = &theirs.profile;
        let tags = profile.tags.iter().map(Name::as_str);
        let tags = tags.collect::<Vec<_>>().join(self.list_comma());
        let parts = [
            self.client_line(profile),
            self.first_contact_on(&theirs.first_contact()),
            tags,
            profile.note.as_str().to_owned(),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        self.client_changed_elsewhere(&parts.join(" · "))
    }

    /// Why a change was not saved, and what to do.
    pub fn save_error(self, error: &SaveError) -> String {
        match error {
            SaveError::Full => self.save_error_full().to_owned(),
            SaveError::Unavailable(reason) => self.save_error_unavailable(reason),
            SaveError::Occupied(_) => self.save_error_occupied().to_owned(),
            SaveError::Changed(_) => self.save_error_changed().to_owned(),
            SaveError::LockChanged => self.save_error_lock_changed().to_owned(),
            SaveError::Locked => self.save_error_locked().to_owned(),
            SaveError::OtherTab => self.save_error_other_tab().to_owned(),
            SaveError::NotKept => self.save_error_not_kept().to_owned(),
        }
    }

    /// Why a stored text cannot be read.
    pub fn decode_error(self, error: &DecodeError) -> String {
        match error {
            DecodeError::Malformed(reason) => self.decode_malformed(reason),
            DecodeError::TooNew { found } => self.decode_too_new(found),
            DecodeError::NoSuchVersion(version) => self.decode_no_such_version(version),
            DecodeError::Sealed => self.decode_sealed().to_owned(),
            DecodeError::Invalid { field, value } => self.decode_invalid(field, value),
        }
    }
}
