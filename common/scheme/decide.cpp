#include "common/scheme/decide.hpp"

#include "common/scheme/formula.hpp"
#include "common/scheme/line_in_work.hpp"
#include "common/scheme/payees.hpp"

namespace haven::scheme {

LineInWork::LineInWork(Situation& at, const Benefit& benefit, const Opened& opened)
    : at_(at),
      scheme_(at.pack.schemes[at.scheme]),
      benefit_(benefit),
      opening_(*opened.opening),
      version_(opened.version),
      day_(opened.day) {
  line_.scheme = scheme_.name;
  line_.layer = scheme_.layer;
  line_.benefit = benefit.name;
  line_.trace.reserve(8);
}

void LineInWork::decide() {
  at_.choose(nullptr);
  if (const auto verdict = first_objection()) {
    end(*verdict);
  } else if (const auto* nothing = std::get_if<NoAmount>(&version_->gives)) {
    end({nothing->outcome, nothing->reason, "rules_leave_it_open", version_->source});
  } else if (const auto used_up = limit_objects(within_times(at_, benefit_))) {
    end(*used_up);
  } else {
    settle(work_out_in_its_currency(std::get<Amount>(version_->gives)));
  }
  add(std::move(line_), owed_);
  if (refused_part_) add(std::move(*refused_part_), Money{});
}

Worked LineInWork::work_out_in_its_currency(const Amount& amount) {
  if (!version_->currency_stated) return work_out(at_, amount, version_->currency);
  const auto currency = Currency::from(word_of(at_, *version_->currency_stated));
  if (currency) return work_out(at_, amount, *currency);
  return refers("currency_is_stated", found_by(at_, *version_->currency_stated));
}

void LineInWork::settle(Worked worked) {
  note(worked.rule, worked.amount ? worked.how + ": " + written(*worked.amount) : worked.how);
  if (!worked.amount) {
    end({worked.outcome, worked.reason, std::string{worked.rule}, version_->source});
    return;
  }
  owed_ = *worked.amount;
  if (owed_.is_zero() && !benefit_.when_nothing.empty()) {
    end({Outcome::refuse, benefit_.when_nothing, std::string{worked.rule}, version_->source});
    return;
  }
  const auto paid = paid_already(owed_.currency());
  if (!paid) {
    end({Outcome::refer, "committee_decides", "earlier_payments_are_deducted", version_->source});
    return;
  }
  pay(owed_ - min(owed_, *paid), worked);
}

std::optional<Money> LineInWork::paid_already(const Currency& currency) {
  Money paid{0, currency};
  if (!benefit_.deducts_payments) return paid;
  for (const PastPayment& each : at_.facts.history) {
    const bool same = each.scheme == scheme_.name && is_one_of(version_->instead_of, each.benefit);
    if (!(same || is_of_this_benefit(each)) || !is_for_this_incident(at_.facts, each)) continue;
    if (each.amount.currency() != currency) {
      note("earlier_payments_are_deducted", "paid in " + each.amount.currency().code());
      return {};
    }
    paid += each.amount;
  }
  if (!paid.is_zero()) {
    note("earlier_payments_are_deducted", decimal_text(paid) + " of " + decimal_text(owed_));
  }
  return paid;
}

void LineInWork::pay(const Money& rest, const Worked& worked) {
  if (rest.is_zero() && !owed_.is_zero() && !benefit_.when_used_up.empty()) {
    end({Outcome::refuse, benefit_.when_used_up, "earlier_payments_are_deducted",
         version_->source});
    return;
  }
  const Within within = within_amounts(at_, benefit_, rest);
  if (const auto verdict = limit_objects(within)) {
    end(*verdict);
    return;
  }
  if (!count_instalments()) {
    end({Outcome::refer, "committee_decides", "instalments_are_counted", version_->source});
    return;
  }
  end({Outcome::pay, "", std::string{worked.rule}, version_->source});
  line_.amount = *within.rest;
  share_out(worked);
  if (!worked.refused_part.empty()) refuse_part(worked);
}

/// False where the rule counts them and no number of at least one comes out: paying without an end
/// is nobody's meaning.
bool LineInWork::count_instalments() {
  if (!benefit_.instalments) return true;
  const PaidAgain& rule = *benefit_.instalments;
  const auto times = rule.times ? count_of(at_, *rule.times) : std::nullopt;
  if (rule.times && times.value_or(0) < 1) {
    note("instalments_are_counted", "no number of instalments follows from the rule");
    return false;
  }
  line_.instalments = Instalments{rule.every, times, rule.while_true};
  return true;
}

void LineInWork::share_out(const Worked& worked) {
  const PayeeRule* payees = payee_rule();
  if (!worked.shares.empty()) {
    line_.shares = in_proportion(worked.shares, line_.amount);
  } else if (payees != nullptr) {
    line_.shares = shares_of(at_, *payees, line_.amount);
  } else {
    return;
  }
  std::string names;
  for (const Share& share : line_.shares) names += (names.empty() ? "" : ", ") + share.party;
  note("payees_are_named", names.empty() ? "nobody" : names);
}

std::vector<Share> LineInWork::in_proportion(std::vector<Share> shares, const Money& amount) {
  std::vector<std::int64_t> weights;
  std::int64_t sum = 0;
  for (const Share& each : shares) {
    weights.push_back(each.amount.minor());
    sum += weights.back();
  }
  if (sum == 0 || sum == amount.minor()) return shares;
  const auto parts = weighted_shares(amount, weights);
  for (std::size_t i = 0; i < shares.size(); ++i) shares[i].amount = parts[i];
  return shares;
}

void LineInWork::refuse_part(const Worked& worked) {
  Line line;
  line.scheme = scheme_.name;
  line.layer = scheme_.layer;
  line.benefit = benefit_.name;
  const bool refers = worked.refused_part == "committee_decides";
  line.outcome = refers ? Outcome::refer : Outcome::refuse;
  line.reason = worked.refused_part;
  line.rule = "every_bill_counts";
  line.source = version_->source;
  line.trace.push_back({line.rule, worked.refused_how});
  refused_part_ = std::move(line);
}

void LineInWork::add(Line line, const Money& owed) {
  at_.decision.lines.push_back(std::move(line));
  at_.owed.push_back(owed);
  at_.benefits.push_back(&benefit_);
  ++at_.moment;
}

const PayeeRule* LineInWork::payee_rule() const {
  const auto found = scheme_.payees.find(benefit_.payees);
  return found == scheme_.payees.end() ? nullptr : &found->second;
}

bool LineInWork::is_of_this_benefit(const PastPayment& payment) const {
  return payment.scheme == scheme_.name && payment.benefit == benefit_.name;
}

void LineInWork::note(std::string_view rule, std::string result) {
  line_.trace.push_back({std::string{rule}, std::move(result)});
}

void LineInWork::end(const Verdict& verdict) {
  line_.outcome = verdict.outcome;
  line_.reason = verdict.reason;
  line_.rule = verdict.rule;
  line_.source = verdict.source;
}

void decide_line(Situation& situation, const Benefit& benefit, const Opened& opened) {
  LineInWork{situation, benefit, opened}.decide();
}

}  // namespace haven::scheme
