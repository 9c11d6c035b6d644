#pragma once
#include "common/core/result.hpp"
#include "common/scheme/case.hpp"
#include "common/scheme/decision.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "haven/claims/v1/events.pb.h"
#include "haven/enrolment/v1/events.pb.h"

/// Between protobuf (what travels) and the plain structs (what is decided on). Total in the
/// direction to protobuf; from protobuf, a date or amount that cannot be read is refused by name.
namespace haven::scheme {

v1::Person wire_of(const Person&);
v1::Registration wire_of(const Registration&);
v1::Contract wire_of(const Contract&);
v1::Period wire_of(const Period&);
v1::Stay wire_of(const Stay&);
v1::Relative wire_of(const Relative&, const std::string& name);
v1::Nominee wire_of(const Nominee&, const std::string& name);
v1::Incident wire_of(const Incident&);
v1::Impairment wire_of(const Impairment&);
v1::Assessment wire_of(const Assessment&);
v1::Cost wire_of(const Cost&);
v1::Award wire_of(const Award&);
v1::Paper wire_of(const Paper&);
common::v1::Money wire_of(const Money&);

Result<Money> money_from(const common::v1::Money&);
Result<Registration> registration_from(const v1::Registration&);

/// A case from the member's record and the claim's file, without history.
Result<Case> case_from(const enrolment::v1::Member& member, const claims::v1::CaseFile& file,
                       const std::string& pack, Date today);
/// The member's part alone, for questions before there is a claim (cover, quotes).
Result<Case> case_from(const enrolment::v1::Member& member, const std::string& pack, Date today);

adjudication::v1::Line wire_of(const Line&);

}  // namespace haven::scheme
