#pragma once
#include <string>

#include "common/scheme/phrases.hpp"

namespace haven::scheme {

/// The whole decision as paragraphs, for a letter or a judge: for each benefit what was decided,
/// every test on the way, what the rule rests on and which reading was taken, what can be done;
/// then papers, days and flags. Persons appear by the ids of the case only. Lines are at most
/// `width` characters.
std::string explained(const Pack& pack, const Case& facts, const Decision& decision,
                      std::size_t width = 96);

}  // namespace haven::scheme
