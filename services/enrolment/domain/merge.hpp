#pragma once
#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment {

/// Joins two records of one person:
///  - a relative who stands in both (same relation, birth date and name) is kept once, others move,
///    under a new id where theirs is taken;
///  - nominees are one act of the worker and are never mixed: those of the kept record stand, and
///    only when it has none do the other's move, following the relatives' new ids;
///  - contract and stay of the kept record stand; where it has none, the other's move.
/// Registrations and covers move as they are and are no part of this; the whole of the other record
/// stays in the history.
[[nodiscard]] Particulars merged(const Particulars& kept, const Particulars& other);

}  // namespace haven::enrolment
