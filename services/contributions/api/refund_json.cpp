#include "services/contributions/api/refund_json.hpp"

#include <boost/json.hpp>

#include "common/http/json.hpp"
#include "services/contributions/domain/money_states.hpp"

namespace haven::contributions {

namespace json = boost::json;
using http::JsonReader;
using http::Request;

Result<AskRefund> refund_from(const Request& request, const ReceiptId& receipt) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  AskRefund command;
  command.receipt = receipt;
  command.amount = body->maybe_money("amount");
  command.reason = body->text("reason", 200);
  command.payer_name = body->text("payer_name", 200);
  body->object("account", [&](JsonReader& account) {
    command.account.owner_name = account.text("owner_name", 200);
    command.account.bank = account.text("bank", 100);
    command.account.number = account.text("account", 40);
  });
  if (auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

json::object json_of(const Refund& refund) {
  json::object out{{"id", refund.id.text()},
                   {"receipt", refund.receipt.text()},
                   {"state", name_of(refund.state)},
                   {"amount", http::json_of(refund.amount)},
                   {"reason", refund.reason},
                   {"payer_name", refund.payer_name},
                   {"account",
                    {{"owner_name", refund.account.owner_name},
                     {"bank", refund.account.bank},
                     {"account", masked(refund.account.number)}}},
                   {"asked_by", refund.asked_by},
                   {"asked", text_of(refund.asked)},
                   {"ends_cover", refund.ends_cover}};
  if (refund.decided_by) out["decided_by"] = *refund.decided_by;
  if (refund.decided) out["decided"] = text_of(*refund.decided);
  if (refund.refused_because) out["refused_because"] = *refund.refused_because;
  if (refund.paid) out["paid"] = text_of(*refund.paid);
  return out;
}

}  // namespace haven::contributions
