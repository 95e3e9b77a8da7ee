//! The tables, as diesel sees them on both databases. A test compares them with the migrations.

diesel::table! {
    users (id) {
        id -> Text,
        name -> Text,
        email -> Text,
        email_key -> Text,
        role -> Text,
        approval_limits -> Text,
        finer_limits -> Text,
        active -> Bool,
        created_at -> Timestamp,
        version -> BigInt,
        phone -> Nullable<Text>,
        booking_url -> Nullable<Text>,
    }
}

diesel::table! {
    tokens (id) {
        id -> Text,
        user_id -> Text,
        label -> Text,
        hash -> Text,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
        made_with -> Nullable<Text>,
    }
}

diesel::table! {
    clients (id) {
        id -> Text,
        name -> Text,
        contact_name -> Nullable<Text>,
        email -> Text,
        language -> Text,
        currency -> Nullable<Text>,
        time_zone -> Nullable<Text>,
        notes -> Nullable<Text>,
        external_id -> Nullable<Text>,
        created_at -> Timestamp,
        version -> BigInt,
        search -> Text,
    }
}

diesel::table! {
    incidents (id) {
        id -> Text,
        reference -> Text,
        client_id -> Text,
        state -> Text,
        summary -> Text,
        details -> Nullable<Text>,
        client_account -> Nullable<Text>,
        discovered_by -> Nullable<Text>,
        category -> Nullable<Text>,
        severity -> Text,
        fault -> Text,
        subcontractor -> Nullable<Text>,
        occurred_at -> Nullable<Timestamp>,
        noticed_at -> Nullable<Timestamp>,
        price_minor -> Nullable<BigInt>,
        price_currency -> Nullable<Text>,
        loss_minor -> Nullable<BigInt>,
        loss_currency -> Nullable<Text>,
        loss_kind -> Nullable<Text>,
        desired_outcome -> Nullable<Text>,
        expected_minor -> Nullable<BigInt>,
        expected_currency -> Nullable<Text>,
        breach -> Nullable<Text>,
        owner_id -> Nullable<Text>,
        external_id -> Nullable<Text>,
        ownership -> Nullable<Text>,
        root_cause -> Nullable<Text>,
        reported_by -> Text,
        reported_at -> Timestamp,
        state_since -> Timestamp,
        due -> Text,
        next_due_at -> Nullable<Timestamp>,
        version -> BigInt,
        search -> Text,
    }
}

diesel::table! {
    accounts (id) {
        id -> Text,
        incident_id -> Text,
        by_name -> Text,
        side -> Text,
        text -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamp,
        disputed_points -> Nullable<Text>,
        settled_points -> Nullable<Text>,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    promises (id) {
        id -> Text,
        incident_id -> Text,
        text -> Text,
        due_at -> Timestamp,
        kept_at -> Nullable<Timestamp>,
        kept_note -> Nullable<Text>,
        made_by -> Text,
        made_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    preventions (id) {
        id -> Text,
        incident_id -> Text,
        description -> Text,
        owner_id -> Text,
        due_on -> Date,
        done_at -> Nullable<Timestamp>,
        done_evidence -> Nullable<Text>,
        verified_at -> Nullable<Timestamp>,
        verified_evidence -> Nullable<Text>,
        made_by -> Text,
        made_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    follow_ups (id) {
        id -> Text,
        incident_id -> Text,
        satisfaction -> BigInt,
        retained -> Nullable<Bool>,
        referred -> Nullable<Bool>,
        testimonial -> Nullable<Text>,
        note -> Nullable<Text>,
        source -> Text,
        recorded_by -> Nullable<Text>,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    apologies (id) {
        id -> Text,
        incident_id -> Text,
        state -> Text,
        to_address -> Text,
        subject -> Text,
        text -> Text,
        language -> Text,
        channel -> Nullable<Text>,
        given_at -> Nullable<Timestamp>,
        note -> Nullable<Text>,
        overridden -> Text,
        sent_at -> Nullable<Timestamp>,
        made_by -> Text,
        made_at -> Timestamp,
        version -> BigInt,
        template -> Nullable<Text>,
        notes -> Text,
    }
}

diesel::table! {
    offers (id) {
        id -> Text,
        incident_id -> Text,
        state -> Text,
        items -> Text,
        total_minor -> BigInt,
        currency -> Text,
        suggested_minor -> Nullable<BigInt>,
        suggested_currency -> Nullable<Text>,
        guaranteed -> Nullable<Text>,
        counter_of -> Nullable<Text>,
        message -> Nullable<Text>,
        justification -> Nullable<Text>,
        expires_at -> Timestamp,
        made_by -> Text,
        made_at -> Timestamp,
        hands -> Text,
        submitted_by -> Nullable<Text>,
        approved_by -> Nullable<Text>,
        approved_for -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        decision_note -> Nullable<Text>,
        sent_at -> Nullable<Timestamp>,
        answer -> Nullable<Text>,
        link_hash -> Nullable<Text>,
        version -> BigInt,
        recipient -> Nullable<Text>,
    }
}

diesel::table! {
    history (sequence) {
        sequence -> BigInt,
        id -> Text,
        at -> Timestamp,
        by_id -> Nullable<Text>,
        by_name -> Nullable<Text>,
        by_role -> Nullable<Text>,
        action -> Text,
        incident_id -> Nullable<Text>,
        subject_kind -> Text,
        subject_id -> Text,
        before -> Nullable<Text>,
        after -> Text,
        note -> Nullable<Text>,
        previous_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    history_head (name) {
        name -> Text,
        sequence -> BigInt,
        hash -> Text,
    }
}

diesel::table! {
    mail (id) {
        id -> Text,
        kind -> Text,
        incident_id -> Nullable<Text>,
        to_address -> Text,
        subject -> Text,
        text -> Text,
        html -> Text,
        message -> Text,
        message_id -> Text,
        state -> Text,
        attempts -> BigInt,
        next_try_at -> Nullable<Timestamp>,
        lease_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    idempotency (user_id, key_hash) {
        user_id -> Text,
        key_hash -> Text,
        fingerprint -> Text,
        status -> BigInt,
        outcome -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    counters (name) {
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    policies (version) {
        version -> BigInt,
        body -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    guarantees (code) {
        code -> Text,
        name -> Text,
        body -> Text,
        written_by -> Text,
        written_at -> Timestamp,
        version -> BigInt,
        created_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    guarantee_versions (code, version) {
        code -> Text,
        version -> BigInt,
        body -> Text,
        written_by -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    offer_rooms (offer_id) {
        offer_id -> Text,
        room -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    inbound (id) {
        id -> Text,
        kind -> Text,
        incident_id -> Nullable<Text>,
        mail_id -> Nullable<Text>,
        placed_by -> Nullable<Text>,
        sender -> Text,
        from_name -> Nullable<Text>,
        from_address -> Nullable<Text>,
        subject -> Text,
        text -> Text,
        quoted -> Nullable<Text>,
        recipients -> Text,
        reason -> Nullable<Text>,
        message_id -> Nullable<Text>,
        digest -> Text,
        handed_in_by -> Text,
        received_at -> Timestamp,
    }
}

diesel::table! {
    playbacks (id) {
        id -> Text,
        incident_id -> Text,
        state -> Text,
        language -> Text,
        text -> Text,
        made_by -> Text,
        made_at -> Timestamp,
        sent_to -> Nullable<Text>,
        sent_at -> Nullable<Timestamp>,
        answer -> Nullable<Text>,
        link_hash -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    mail_settings (id) {
        id -> BigInt,
        sender_name -> Nullable<Text>,
        sender_address -> Text,
        public_url -> Text,
        goes_out -> Bool,
        inbound_address -> Nullable<Text>,
    }
}

diesel::joinable!(incidents -> clients (client_id));
diesel::allow_tables_to_appear_in_same_query!(apologies, incidents);
diesel::allow_tables_to_appear_in_same_query!(incidents, clients);
diesel::allow_tables_to_appear_in_same_query!(incidents, offers);
diesel::allow_tables_to_appear_in_same_query!(tokens, users);

diesel::table! {
    delegations (id) {
        id -> Text,
        from_user -> Text,
        to_user -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        limits -> Text,
        reason -> Text,
        made_by -> Text,
        made_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}
