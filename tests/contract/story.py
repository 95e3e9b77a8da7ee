"""The whole story, told with nothing but the functions and models of the generated client.

Called with the server's address and the tokens of an agent and of an approver.
"""

import sys
from datetime import date, timedelta

from amends_client import AuthenticatedClient
from amends_client import models as m
from amends_client.api.access import get_me
from amends_client.api.apologies import get_incidents_id_apologies, post_apologies_id_send
from amends_client.api.incidents import (
    get_incidents_id,
    get_incidents_id_suggestion,
    post_incidents,
    post_incidents_id_close,
    post_incidents_id_follow_ups,
    post_incidents_id_own,
    post_incidents_id_preventions,
)
from amends_client.api.offers import (
    get_offers_id,
    post_incidents_id_offers,
    post_offers_id_accept,
    post_offers_id_approve,
    post_offers_id_items_item_id_fulfil,
    post_offers_id_send,
    post_offers_id_submit,
)


def done(answer):
    """What was answered, where it is no problem."""
    if answer is None or isinstance(answer, m.Problem):
        raise SystemExit(f"refused: {answer}")
    return answer


def tell(url, agent_token, approver_token):
    agent = AuthenticatedClient(base_url=url, token=agent_token)
    approver = AuthenticatedClient(base_url=url, token=approver_token)
    nothing = m.Empty()

    # Report.
    report = m.IncidentInput(
        client=m.ClientInput(name="Harbour Books", email="ines@harbour.example"),
        summary="The catalogue was printed from an old file",
        loss=m.Money(amount="500.00", currency="USD"),
    )
    first = post_incidents.sync_detailed(client=agent, body=report, idempotency_key="the-story")
    again = post_incidents.sync_detailed(client=agent, body=report, idempotency_key="the-story")
    incident = done(first.parsed)
    assert done(again.parsed).id == incident.id
    assert again.headers["Idempotency-Replayed"] == "true"
    assert first.headers["Location"] == f"/v1/incidents/{incident.id}"
    which = str(incident.id)
    assert incident.state == m.IncidentState.REPORTED

    # Own. An excuse is refused with what is wrong with it.
    excuse = m.OwnInput(statement="We are sorry, but the printer made the error.")
    refused = post_incidents_id_own.sync(which, client=agent, body=excuse)
    assert isinstance(refused, m.Problem) and refused.code == "ownership_not_ready", refused
    assert refused.findings and refused.state == "reported", refused
    statement = m.OwnInput(
        statement="It was our mistake: we sent the old file to the printer without checking it.",
        root_cause="The release list named the first file.",
    )
    owned = done(post_incidents_id_own.sync(which, client=agent, body=statement))
    assert owned.state == m.IncidentState.OWNED
    assert owned.owner_id == done(get_me.sync(client=agent)).id

    # Apologise.
    apologies = done(get_incidents_id_apologies.sync(which, client=agent, limit=10))
    [draft] = apologies.items
    assert draft.ready
    sent = post_apologies_id_send.sync(draft.id, client=agent, body=m.SendApologyInput())
    assert done(sent).state == m.ApologyState.SENT

    # Offer, approve, send.
    suggestion = done(get_incidents_id_suggestion.sync(which, client=agent))
    assert suggestion.total == m.Money(amount="1000.00", currency="USD"), suggestion
    choice = m.OfferInput(use_suggestion=suggestion.options[0].name)
    offer = done(post_incidents_id_offers.sync(which, client=agent, body=choice))
    done(post_offers_id_submit.sync(offer.id, client=agent, body=nothing))
    seen = get_offers_id.sync_detailed(offer.id, client=approver)
    approval = m.ApproveInput(digest=done(seen.parsed).digest, note="They were patient.")
    approved = post_offers_id_approve.sync(
        offer.id, client=approver, body=approval, if_match=seen.headers["ETag"]
    )
    assert done(approved).state == m.OfferState.APPROVED
    sent_offer = done(post_offers_id_send.sync(offer.id, client=agent, body=nothing))
    assert sent_offer.client_link.startswith("http")

    # Accept and fulfil.
    accepted = post_offers_id_accept.sync(offer.id, client=agent, body=m.AcceptInput())
    for item in done(accepted).items:
        evidence = m.FulfilInput(evidence="Transfer 4711")
        last = done(
            post_offers_id_items_item_id_fulfil.sync(
                offer.id, item.id, client=agent, body=evidence
            )
        )
    assert last.state == m.OfferState.FULFILLED

    # Follow up, prevent, close.
    follow_up = m.FollowUpInput(satisfaction=5, retained=True, note="They ordered again.")
    done(post_incidents_id_follow_ups.sync(which, client=agent, body=follow_up))
    early = post_incidents_id_close.sync(which, client=agent, body=m.CloseInput())
    assert isinstance(early, m.Problem) and early.missing == ["prevention"], early
    prevention = m.PreventionInput(
        description="Two people check every file.", due_on=date.today() + timedelta(days=30)
    )
    done(post_incidents_id_preventions.sync(which, client=agent, body=prevention))
    done(post_incidents_id_close.sync(which, client=agent, body=m.CloseInput()))
    closed = done(get_incidents_id.sync(which, client=agent))
    assert closed.state == m.IncidentState.CLOSED
    print(f"the generated client told the story of {closed.reference}, to {closed.state}")


if __name__ == "__main__":
    tell(*sys.argv[1:])
