#include "services/claims/store/papers.hpp"

#include "common/db/sql.hpp"

namespace haven::claims::store {

using db::into;
using db::use;

namespace {

template <class... Uses>
std::vector<Document> read_documents(db::Transaction& tx, const std::string& where,
                                     Uses&&... uses) {
  std::vector<Document> documents;
  Document d;
  db::each(
      tx,
      "select document_id::text, claim_id::text, fund, type, for_whom, media_type, bytes, "
      "sha256, uploaded_by, uploaded_at::text from claims.document " +
          where,
      [&] { documents.push_back(d); }, std::forward<Uses>(uses)..., into(d.id), into(d.claim),
      into(d.fund), into(d.paper.document), into(d.paper.for_whom), into(d.media_type),
      into(d.bytes), into(d.sha256), into(d.uploaded_by), into(d.uploaded_at));
  return documents;
}

}  // namespace

bool insert_document(db::Transaction& tx, Document& document) {
  const DocumentId fresh = document.id;
  // The update changes nothing; it makes `returning` give the row that is there already.
  db::run(tx,
          "insert into claims.document (document_id, claim_id, fund, type, for_whom, media_type, "
          "bytes, sha256, uploaded_by, uploaded_at) values (:id, :claim, :fund, :type, :for, "
          ":media, :bytes, :sha256, :by, :at) on conflict (claim_id, type, for_whom, sha256) "
          "do update set type = excluded.type returning document_id::text",
          use(fresh), use(document.claim), use(document.fund), use(document.paper.document),
          use(document.paper.for_whom), use(document.media_type), use(document.bytes),
          use(document.sha256), use(document.uploaded_by), use(document.uploaded_at),
          into(document.id));
  return document.id == fresh;
}

std::vector<Document> list_documents(db::Transaction& tx, const std::string& fund,
                                     const ClaimId& claim) {
  return read_documents(tx, "where fund = :fund and claim_id = :claim order by document_id",
                        use(fund), use(claim));
}

std::optional<Document> find_document(db::Transaction& tx, const std::string& fund,
                                      const DocumentId& id) {
  const auto found =
      read_documents(tx, "where fund = :fund and document_id = :id", use(fund), use(id));
  return found.empty() ? std::nullopt : std::optional{found.front()};
}

bool insert_waiver(db::Transaction& tx, const ClaimId& claim, const Waiver& waiver) {
  return db::change(tx,
                    "insert into claims.waiver (claim_id, type, for_whom, reason, waived_by, "
                    "waived_at) values (:claim, :type, :for, :reason, :by, :at) "
                    "on conflict do nothing",
                    use(claim), use(waiver.paper.document), use(waiver.paper.for_whom),
                    use(waiver.reason), use(waiver.by), use(waiver.at)) == 1;
}

Papers papers_of(db::Transaction& tx, const ClaimId& claim) {
  Papers papers;
  scheme::Paper paper;
  bool held = false;
  db::each(
      tx,
      "select distinct true, type, for_whom from claims.document where claim_id = :claim "
      "union all select false, type, for_whom from claims.waiver where claim_id = :same "
      "order by 2, 3",
      [&] { (held ? papers.held : papers.waived).push_back(paper); }, use(claim), use(claim),
      into(held), into(paper.document), into(paper.for_whom));
  return papers;
}

}  // namespace haven::claims::store
