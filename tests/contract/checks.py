"""Looks at the reasons for which the server refuses a request that its own document allows.

Only a rule that no JSON Schema can say is a good reason. A text that is too long, a word that is
not known or a field that is not there must be told by the document.
"""

import itertools

import schemathesis

# Every call comes from another address, as far as the server knows, so that wrong tokens are told
# that they are wrong and not that there are too many of them.
ADDRESSES = itertools.count(1)


@schemathesis.hook
def before_call(ctx, case, kwargs):
    number = next(ADDRESSES)
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    case.headers = {**(case.headers or {}), "X-Forwarded-For": address}


@schemathesis.serializer("message/rfc822")
def message(ctx, value):
    return value if isinstance(value, bytes) else str(value).encode()


# Rules between values, or between a value and what is kept.
BETWEEN_VALUES = {
    "unknown": "an id that names nothing, or nobody who could do it",
    "unknown_option": "a suggestion that the incident does not have",
    "not_a_product": "a product that the policy does not list",
    "unknown_fact": "a fact that the guarantee does not ask for",
    "no_rate_then": "a day on which the guarantee did not hold",
    "unknown_currency": "three capitals that are no ISO 4217 code",
    "currency_without_minor_units": "gold and the like",
    "currency_digits": "more digits than this currency has",
    "unknown_time_zone": "the form of an IANA name, and none",
    "one_of": "one of two fields, not both",
    "read_only": "an incident keeps its client",
    "not_positive": "a quantity of nothing",
    "too_large": "a sum above all amounts",
    "too_many": "more limits than there are places",
    "mixed_currencies": "one currency in an offer",
    "duplicate_currency": "one amount a currency",
    "duplicate_limit": "one limit a place",
    "duplicate": "one product a code",
    "not_finer": "a finer limit that bounds what the plain one does",
    "value_mismatch": "a value that is not quantity times unit value",
    "share_exceeded": "more time or products than the policy lets",
    "above_maximum": "more than the policy's maximum",
    "below_offer": "room below the offer itself",
    "below_counter": "less than the client asked for",
    "in_the_past": "an end that has passed",
    "in_the_future": "something done that has not happened yet",
    "out_of_order": "an end before its beginning",
    "out_of_range": "a period longer than a year",
    "same_person": "a loan to oneself",
    "not_yours": "somebody else's authority",
    "not_an_approver": "a role that decides on nothing",
}
# Fields of which one must be there.
ONE_OF_THEM = {"/client_id", "/items", "/reason", "/value", "/description", "/correction"}
OTHER_CODES = {
    "cursor_invalid": "a cursor of another list",
    "idempotency_key_reused": "a key that was used for another body",
    "justification_missing": "an offer below the suggestion",
    "precondition_failed": "a version that has passed",
}


@schemathesis.check
def refused_for_a_good_reason(ctx, response, case):
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return None
    if response.status_code not in (400, 412, 422):
        return None
    # The conditions and rates of a guarantee are a language of their own.
    if case.operation.path.startswith("/v1/guarantees"):
        return None
    # Not every text is a message.
    if case.operation.path == "/v1/inbound":
        return None
    problem = response.json()
    if problem["code"] in OTHER_CODES:
        return None
    for error in problem.get("errors", [{"code": problem["code"], "pointer": ""}]):
        required = error["code"] == "required" and any(
            error["pointer"].endswith(field) for field in ONE_OF_THEM
        )
        if not required and error["code"] not in BETWEEN_VALUES:
            raise AssertionError(
                f"the document allows what is refused: {error['code']} at {error['pointer']}"
            )
    return None
