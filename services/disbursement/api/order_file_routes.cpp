#include "common/http/outgoing_file.hpp"
#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/api/routes.hpp"
#include "services/disbursement/store/bank_files.hpp"
#include "services/disbursement/store/batches.hpp"
#include "services/disbursement/store/payments.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

// The file goes from part to part onto a disk, and from there to the client: it is never in memory.
Response answer_with(Transaction& tx, const OrderFile& file, const Setting& setting) {
  const auto made = std::make_shared<http::OutgoingFile>(setting.files / "outgoing");
  store::each_part(tx, file.message_id, [&](std::string_view part) { made->write(part); });
  Response response;
  response.headers = {{"Content-Type", file.media_type},
                      {"Content-Disposition", "attachment; filename=\"" + file.message_id + "\""}};
  response.body_file = made->path();
  response.made_for_this = made;
  return response;
}

Response get_bank_file(const Setting& setting, const Request& request) {
  const auto id = id_from<BatchId>(request.param("batch"));
  if (!id) return http::problem(unknown("batch"));
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    if (!store::find_batch(tx, request.principal.fund, *id)) {
      return tl::unexpected{unknown("batch")};
    }
    const auto file = store::find_file_of_batch(tx, *id);
    if (!file) {
      return refuse(ErrorKind::conflict, "batch_not_released",
                    "The batch has no file for the bank before it is released.");
    }
    return answer_with(tx, *file, setting);
  });
}

Response get_order_file(const Setting& setting, const Request& request) {
  const auto id = id_from<PaymentId>(request.param("payment"));
  if (!id) return http::problem(unknown("payment"));
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    if (store::find_attempts(tx, request.principal.fund, *id).empty()) {
      return tl::unexpected{unknown("payment")};
    }
    const auto file = store::find_file_of_payment(tx, *id);
    if (!file) {
      return refuse(ErrorKind::conflict, "payment_not_sent_again",
                    "The payment's only order is in the file of its batch.");
    }
    return answer_with(tx, *file, setting);
  });
}

}  // namespace

void add_order_file_routes(http::Router& router, const Setting& setting) {
  const auto cashiers = http::roles({"cashier"});
  router.get("/v1/payment-batches/{batch}/bank-file", cashiers, with(setting, get_bank_file));
  router.get("/v1/payments/{payment}/order-file", cashiers, with(setting, get_order_file));
}

}  // namespace haven::disbursement
