#include "common/scheme/situation.hpp"

#include <algorithm>

#include "common/scheme/impairment.hpp"

namespace haven::scheme {

Situation::Situation(const Pack& from, const Case& about, feel::Evaluation& in)
    : pack(from),
      facts(about),
      evaluation(in),
      sheet(*from.vocabulary, about, in),
      consulted(from.tables.size()) {
  evaluation.host = this;
  sheet.set_decide(
      [](void* host, std::size_t wanted) {
        auto& at = *static_cast<Situation*>(host);
        at.pack.tables.consult(wanted, at.sheet, at.evaluation, at.moment, at.consulted[wanted]);
        return at.consulted[wanted].value;
      },
      this);
  const Date day = facts.ask == "claim" ? facts.incident.date : facts.today;
  covers.reserve(pack.schemes.size());
  for (std::size_t i = 0; i < pack.schemes.size(); ++i) {
    covers.push_back(cover_on(pack.schemes[i], facts, sheet, day));
    sheet.set_cover_of(i, name_of(covers.back().status));
  }
  decision.pack = pack.name;
  decision.pack_hash = pack.hash;
}

void Situation::enter(std::size_t wanted) {
  scheme = wanted;
  ++moment;
  const CoverOnDay& cover = covers[scheme];
  cover_ = {name_of(cover.status), cover.starts, cover.ends};
  sheet.set_registration(cover.registration);
  sheet.set_cover(&cover_);
  choose(nullptr);
  const auto& table = scheme_at_hand().impairment_percent;
  impairment_percent = table ? percent_of(*this, *table) : feel::Value{};
  sheet.set_impairment_percent(impairment_percent);
}

void Situation::choose(const Relative* relative) {
  beneficiary = relative;
  sheet.set_beneficiary(relative);
}

feel::Evaluation& fresh_evaluation() {
  static thread_local feel::Evaluation evaluation;
  evaluation.reset();
  return evaluation;
}

bool counts(const Relative& relative) {
  return relative.alive && !relative.barred;
}

const Relative* relative_of(const Case& facts, std::string_view id) {
  const auto found = std::ranges::find(facts.family, id, &Relative::id);
  return found == facts.family.end() ? nullptr : &*found;
}

bool is_for_this_incident(const Case& facts, const PastPayment& payment) {
  return payment.date >= facts.incident.date;
}

bool is_one_of(const std::vector<std::string>& values, std::string_view value) {
  return std::ranges::find(values, value) != values.end();
}

}  // namespace haven::scheme
