#include <algorithm>
#include <boost/json.hpp>

#include "services/claims/api/desk.hpp"
#include "services/claims/api/read_json.hpp"
#include "services/claims/api/write_json.hpp"
#include "services/claims/app/add_paper.hpp"
#include "services/claims/app/case_file.hpp"
#include "services/claims/app/settle_papers.hpp"
#include "services/claims/domain/upload.hpp"
#include "services/claims/store/files.hpp"

namespace haven::claims {
namespace {

using http::Request;
using http::Response;
namespace json = boost::json;

bool pack_knows(const scheme::Pack& pack, const std::string& document) {
  const auto& codes = scheme::codes_of(pack);
  const auto known = codes.find("documents");
  return known != codes.end() && std::ranges::count(known->second, document) > 0;
}

// Which paper an upload is, from ?type= and ?for=.
Result<scheme::Paper> paper_named(const Request& request, const scheme::Pack& pack) {
  if (const auto known = only_parameters(request, {"type", "for"}); !known) return pass(known);
  const auto type = request.query.find("type"), payee = request.query.find("for");
  if (type == request.query.end() || !pack_knows(pack, type->second)) {
    return refuse_field("type", "a document of this fund's checklists, such as passport");
  }
  if (payee == request.query.end()) return scheme::Paper{type->second, ""};
  if (!is_party(payee->second)) return refuse_field("for", "a payee's id, such as child_a");
  return scheme::Paper{type->second, payee->second};
}

Result<MediaType> content_of(const FileEnds& ends) {
  if (ends.bytes == 0) {
    return refuse(ErrorKind::invalid, "document_empty",
                  "The upload holds no bytes; send it again.");
  }
  const auto type = media_type_of(ends);
  if (!type) {
    return refuse(ErrorKind::unsupported, "document_type_unsupported",
                  "The content is no whole PDF, JPEG or PNG, or is something else besides.");
  }
  return *type;
}

Response post_document(const Desk& desk, const Request& request) {
  const auto id = claim_named(request);
  if (!id) return http::problem(id.error());
  const FundRules rules = desk.rules(request);
  const auto paper = paper_named(request, *rules.pack);
  if (!paper) return http::problem(paper.error());
  const FileEnds ends =
      request.body_file.empty() ? FileEnds{} : store::read_ends(request.body_file);
  const auto type = content_of(ends);
  if (!type) return http::problem(type.error());
  const Instant now = desk.setting.clock();
  const AddDocument command{*id,
                            *paper,
                            std::string{name_of(*type)},
                            static_cast<std::int64_t>(ends.bytes),
                            request.body_sha256,
                            request.body_file,
                            desk.setting.files,
                            actor_of(request)};
  return service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto added = add_document(tx, rules, command, now);
        if (!added) return pass(added);
        json::object out = json_of(added->document);
        out["claim_state"] = std::string{name_of(added->state)};
        return http::created("/v1/documents/" + added->document.id.text() + "/content",
                             json::serialize(out));
      });
}

Response get_documents(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = claim_named(request);
    if (!id) return pass(id);
    if (!store::find_claim(tx, request.principal.fund, *id)) return no_such_claim();
    json::array items;
    for (const auto& document : store::list_documents(tx, request.principal.fund, *id)) {
      items.push_back(json_of(document));
    }
    return http::ok(json::serialize(json::object{{"items", std::move(items)}, {"next", nullptr}}));
  });
}

// Never shown by a browser: always saved, always as what it was found to be.
Response get_content(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = id_from<store::DocumentId>(request.param("document"));
    const auto document = id ? store::find_document(tx, request.principal.fund, *id) : std::nullopt;
    if (!document) {
      return refuse(ErrorKind::not_found, "document_not_found", "There is no such document.");
    }
    const std::string name = document->paper.document + "-" + document->id.text() + "." +
                             std::string{extension_of(document->media_type)};
    Response response;
    response.headers = {{"Content-Type", document->media_type},
                        {"Content-Disposition", "attachment; filename=\"" + name + "\""}};
    response.body_file = store::content_path(desk.setting.files, document->sha256);
    return response;
  });
}

Response get_checklist(const Desk& desk, const Request& request) {
  const FundRules rules = desk.rules(request);
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = claim_named(request);
    if (!id) return pass(id);
    const auto claim = store::find_claim(tx, request.principal.fund, *id);
    if (!claim) return no_such_claim();
    const auto view =
        papers_now(tx, rules, *claim, case_file_of(*claim), rules.day(desk.setting.clock()));
    if (!view) return pass(view);
    return http::ok(json::serialize(json::object{{"items", json_of(view->checklist)},
                                                 {"next", nullptr},
                                                 {"complete", is_complete(view->checklist)}}));
  });
}

Result<WaivePaper> waiver_from(const Request& request, const scheme::Pack& pack) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  WaivePaper command;
  command.paper.document = body->text("document", 60);
  if (!command.paper.document.empty() && !pack_knows(pack, command.paper.document)) {
    body->wrong("document", "a document of this fund's checklists");
  }
  command.paper.for_whom = body->maybe_text("for", 60).value_or("");
  command.reason = body->text("reason", 1000);
  if (const auto whole = body->finish(); !whole) return pass(whole);
  return command;
}

Response post_waiver(const Desk& desk, const Request& request) {
  const auto id = claim_named(request);
  if (!id) return http::problem(id.error());
  const FundRules rules = desk.rules(request);
  auto command = waiver_from(request, *rules.pack);
  if (!command) return http::problem(command.error());
  command->claim = *id;
  command->actor = actor_of(request);
  const Instant now = desk.setting.clock();
  return service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto claim = waive_paper(tx, rules, *command, now);
        if (!claim) return pass(claim);
        return with_etag(http::created("/v1/claims/" + id->text() + "/checklist",
                                       json::serialize(summary_of(*claim, now))),
                         claim->version);
      });
}

}  // namespace

void add_paper_routes(http::Router& router, const DeskPtr& desk) {
  const auto intake = http::roles({"intake"});
  const auto staff = http::roles({"intake", "adjudicator", "approver", "cashier", "auditor"});
  const auto staff_and_family =
      http::roles({"intake", "adjudicator", "approver", "cashier", "auditor", "family"});
  router.upload("/v1/claims/{claim}/documents", http::roles({"intake", "family"}),
                with(desk, post_document), http::Query::taken);
  router.get("/v1/claims/{claim}/documents", staff_and_family, plain(desk, get_documents));
  router.get("/v1/documents/{document}/content", staff, plain(desk, get_content));
  router.get("/v1/claims/{claim}/checklist", staff, plain(desk, get_checklist));
  router.post("/v1/claims/{claim}/waivers", intake, plain(desk, post_waiver));
}

}  // namespace haven::claims
