#include <fstream>

#include "common/core/hash.hpp"
#include "tests/claims/api/counter.hpp"

namespace haven::claims::test {
namespace {

using Fields = std::vector<std::string>;

class PaperRoutes : public Counter {
 protected:
  std::string claim = text_in(post("/v1/claims", death_body()), "claim");
};

TEST_F(PaperRoutes, AnUploadIsListedAndGivenBack) {
  const auto sent = upload(claim, "death_certificate", small_pdf);
  ASSERT_EQ(sent.status, 201) << sent.body;
  EXPECT_EQ(text_in(sent, "media_type"), "application/pdf");
  EXPECT_EQ(text_in(sent, "sha256"), sha256_hex(small_pdf));
  EXPECT_EQ(text_in(sent, "claim_state"), "filed");

  const auto listed = body_of(get("/v1/claims/" + claim + "/documents"));
  ASSERT_EQ(listed.at("items").as_array().size(), 1U);
  EXPECT_EQ(listed.at("items").as_array().front().at("type"), "death_certificate");

  const auto content = get(sent.headers.at("Location"), person("ada", "adjudicator"));
  ASSERT_EQ(content.status, 200);
  EXPECT_EQ(content.headers.at("Content-Type"), "application/pdf");
  EXPECT_EQ(content.headers.at("Content-Disposition"),
            "attachment; filename=\"death_certificate-" + text_in(sent, "document") + ".pdf\"");
  std::ifstream file{content.body_file, std::ios::binary};
  EXPECT_EQ((std::string{std::istreambuf_iterator<char>{file}, {}}), small_pdf);
}

TEST_F(PaperRoutes, WhatIsNoWholePdfJpegOrPngIsRefused) {
  for (const std::string& content :
       {std::string{"MZ\x90"}, std::string{"GIF89a..."}, std::string{"<html></html>"},
        small_pdf.substr(0, 20), small_pdf + "PK\5\6" + std::string(18, '\0'),
        "%PDF-1.4\n<script>" + small_pdf.substr(9)}) {
    const auto refused = upload(claim, "passport", content);
    EXPECT_EQ(refused.status, 415) << content.substr(0, 6);
    EXPECT_EQ(code_of(refused), "document_type_unsupported");
    EXPECT_FALSE(std::filesystem::exists(files / sha256_hex(content).substr(0, 2)));
  }
  EXPECT_EQ(haven::test::value(database, "select count(*) from claims.document"), "0");
}

TEST_F(PaperRoutes, NoBytesAreNoPaper) {
  const auto refused = upload(claim, "passport", "");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(code_of(refused), "document_empty");
}

TEST_F(PaperRoutes, TheTypeIsOneOfThePacks) {
  EXPECT_EQ(wrong_in(upload(claim, "", small_pdf)), Fields{"type"});
  EXPECT_EQ(wrong_in(upload(claim, "love_letter", small_pdf)), Fields{"type"});
  EXPECT_EQ(wrong_in(upload(claim, "passport", small_pdf, person("ines", "intake"), "../x")),
            Fields{"for"});
}

TEST_F(PaperRoutes, AHundredAndOneAreTooMany) {
  haven::test::execute(database, "update claims.claim set documents = 100");
  const auto refused = upload(claim, "passport", small_pdf);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(code_of(refused), "at_most_100_documents");
}

TEST_F(PaperRoutes, AnUploadOfTheSameKeyForAnotherPaperIsAnotherRequest) {
  Ask first{"POST", "/v1/claims/" + claim + "/documents"};
  first.is_upload = true;
  first.upload = small_pdf;
  first.query = {{"type", "passport"}};
  first.headers = {{"idempotency-key", "upload-1"}};
  ASSERT_EQ(ask(first).status, 201);
  first.query = {{"type", "claimant_ids"}};
  EXPECT_EQ(code_of(ask(first)), "idempotency_key_reused");
}

TEST_F(PaperRoutes, TheFamilyUploadsToItsOwnClaimOnly) {
  EXPECT_EQ(upload(claim, "passport", small_pdf, family_of(claim)).status, 201);
  const std::string other = text_in(post("/v1/claims", repatriation_body()), "claim");
  EXPECT_EQ(upload(other, "passport", small_pdf, family_of(claim)).status, 404);
  EXPECT_EQ(get("/v1/claims/" + claim + "/documents", family_of(claim)).status, 200);
  EXPECT_EQ(get("/v1/claims/" + other + "/documents", family_of(claim)).status, 404);
}

TEST_F(PaperRoutes, ContentIsForTheFundsStaff) {
  const auto sent = upload(claim, "passport", small_pdf);
  const std::string path = sent.headers.at("Location");
  EXPECT_EQ(get(path, family_of(claim)).status, 403);
  EXPECT_EQ(get(path, person("ada", "auditor", "other")).status, 404);
  EXPECT_EQ(get("/v1/documents/" + new_uuid(now) + "/content").status, 404);
  EXPECT_EQ(get("/v1/documents/x/content").status, 404);
}

TEST_F(PaperRoutes, TheChecklistShowsWhatIsHeldReplacedAndWaived) {
  upload(claim, "passport", small_pdf);
  const auto waived = post("/v1/claims/" + claim + "/waivers",
                           R"({"document": "guardianship_affidavit", "for": "child_a",
                               "reason": "no court sits there"})");
  ASSERT_EQ(waived.status, 201) << waived.body;
  const auto body = body_of(get("/v1/claims/" + claim + "/checklist"));
  EXPECT_EQ(body.at("complete"), false);
  std::map<std::string, std::string> status;
  for (const auto& item : body.at("items").as_array()) {
    status[std::string{item.at("document").as_string()}] = item.at("status").as_string();
  }
  EXPECT_EQ(status["passport"], "held");
  EXPECT_EQ(status["guardianship_affidavit"], "waived");
  EXPECT_EQ(status["death_certificate"], "missing");
}

TEST_F(PaperRoutes, AWaiverNeedsAReasonAndAMissingPaper) {
  const std::string path = "/v1/claims/" + claim + "/waivers";
  EXPECT_EQ(wrong_in(post(path, "{}")), (Fields{"/document", "/reason"}));
  EXPECT_EQ(wrong_in(post(path, R"({"document": "love_letter", "reason": "x"})")),
            Fields{"/document"});
  EXPECT_EQ(wrong_in(post(path, R"({"document": "medical_report", "reason": "x"})")),
            Fields{"/document"});
  EXPECT_EQ(post(path, R"({"document": "passport", "reason": "x"})", family_of(claim)).status, 403);
}

}  // namespace
}  // namespace haven::claims::test
