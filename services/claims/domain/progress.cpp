#include "services/claims/domain/progress.hpp"

#include "common/core/ensure.hpp"

namespace haven::claims {
namespace {

std::optional<Move> move_of_decided(const Progress& progress) {
  if (!progress.decision) return {};
  switch (progress.decision->stage) {
    case DecisionStage::decided:
      return {};
    case DecisionStage::returned:
      return Move::decision_returned;
    case DecisionStage::approved:
      return progress.decision->payments > 0 ? Move::decision_approved : Move::refusal_approved;
  }
  return {};
}

bool is_to_be_followed(const Progress& progress) {
  return progress.decision && progress.decision->stage != DecisionStage::returned;
}

bool all_settled(const Progress& progress) {
  return progress.payments_announced > 0 &&
         progress.payments_settled >= progress.payments_announced;
}

}  // namespace

std::string_view name_of(DecisionStage stage) {
  switch (stage) {
    case DecisionStage::decided:
      return "decided";
    case DecisionStage::returned:
      return "returned";
    case DecisionStage::approved:
      return "approved";
  }
  return "";
}

DecisionStage decision_stage_from(std::string_view name) {
  if (name == "decided") return DecisionStage::decided;
  if (name == "returned") return DecisionStage::returned;
  ensure(name == "approved", "a stored decision has a known stage");
  return DecisionStage::approved;
}

std::optional<Move> due_move(State state, const Progress& progress) {
  switch (state) {
    case State::ready:
    case State::in_review:
    case State::appealed:
      if (is_to_be_followed(progress)) return Move::claim_decided;
      return {};
    case State::decided:
      return move_of_decided(progress);
    case State::approved:
      if (progress.payments_seen > progress.payments_before) return Move::payment_released;
      return {};
    case State::paying:
      if (all_settled(progress)) return Move::payments_settled;
      return {};
    case State::closed:
      if (progress.payments_announced > 0 && progress.payments_returned > 0 &&
          !all_settled(progress)) {
        return Move::payment_returned;
      }
      return {};
    default:
      return {};
  }
}

}  // namespace haven::claims
