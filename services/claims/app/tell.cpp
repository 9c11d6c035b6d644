#include "services/claims/app/tell.hpp"

#include "common/messaging/log.hpp"
#include "services/claims/app/case_file.hpp"

namespace haven::claims::tell {
namespace {

void say(db::Transaction& tx, const FundRules& rules, const Claim& claim,
         const google::protobuf::Message& event, const Actor& actor, Instant now) {
  messaging::append(tx, origin_of(rules, actor), claim.id.text(), event, now);
}

}  // namespace

void claim_filed(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                 const v1::CaseFile& file, const Actor& actor, Instant now) {
  v1::ClaimFiled event;
  *event.mutable_file() = file;
  say(tx, rules, claim, event, actor, now);
}

void claim_ready(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                 const v1::CaseFile& file, const Actor& actor, Instant now) {
  v1::ClaimReady event;
  *event.mutable_file() = file;
  event.set_why(claim.why_ready);
  say(tx, rules, claim, event, actor, now);
}

void claim_withdrawn(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                     const std::string& reason, const Actor& actor, Instant now) {
  v1::ClaimWithdrawn event;
  event.set_claim_id(claim.id.text());
  event.set_reason(reason);
  say(tx, rules, claim, event, actor, now);
}

void claim_appealed(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                    const std::string& decision_id, const std::string& grounds, const Actor& actor,
                    Instant now) {
  v1::ClaimAppealed event;
  event.set_claim_id(claim.id.text());
  event.set_decision_id(decision_id);
  event.set_grounds(grounds);
  event.set_appealed_by(actor.subject);
  say(tx, rules, claim, event, actor, now);
}

void claim_closed(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                  const Actor& actor, Instant now) {
  v1::ClaimClosed event;
  event.set_claim_id(claim.id.text());
  event.set_outcome(claim.outcome.value_or(""));
  say(tx, rules, claim, event, actor, now);
}

void account_changed(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                     const Account& account, const Actor& actor, Instant now) {
  v1::PayeeAccountChanged event;
  event.set_claim_id(claim.id.text());
  *event.mutable_account() = wire_of(account);
  say(tx, rules, claim, event, actor, now);
}

}  // namespace haven::claims::tell
