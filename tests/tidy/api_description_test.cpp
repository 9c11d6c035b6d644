#include "tests/tidy/api_description.hpp"

#include <gtest/gtest.h>

namespace haven::tidy {
namespace {

const char* const claims_yaml =
    "openapi: 3.1.0\n"
    "paths:\n"
    "  /v1/claims:\n"
    "    post:\n"
    "      operationId: file_claim\n"
    "  '/v1/claims/{id}':\n"
    "    parameters:\n"
    "      - name: id\n"
    "    get:\n"
    "      operationId: read_claim\n"
    "components:\n"
    "  schemas:\n"
    "    get:\n";

const char* const both_listed =
    "paths:\n"
    "  # claims\n"
    "  /v1/claims: {$ref: 'claims.yaml#/paths/~1v1~1claims'}\n"
    "  /v1/claims/{id}: {$ref: 'claims.yaml#/paths/~1v1~1claims~1{id}'}\n";

TEST(ApiPaths, AreListedOnceEach) {
  const File fragment = file_of("docs/api/claims.yaml", claims_yaml);
  EXPECT_EQ(unlisted_paths({fragment, file_of("docs/api/openapi.yaml", both_listed)}), Findings{});
}

TEST(ApiPaths, AreMissedWhenNotListed) {
  const File fragment = file_of("docs/api/claims.yaml", claims_yaml);
  const File root = file_of("docs/api/openapi.yaml",
                            "paths:\n  /v1/claims: {$ref: 'claims.yaml#/paths/~1v1~1claims'}\n");
  EXPECT_EQ(unlisted_paths({fragment, root}),
            Findings{"docs/api/openapi.yaml: needs the line   /v1/claims/{id}: {$ref: "
                     "'claims.yaml#/paths/~1v1~1claims~1{id}'}"});
}

TEST(ApiPaths, AreNotListedWithoutADescription) {
  const File root = file_of("docs/api/openapi.yaml", both_listed);
  EXPECT_EQ(unlisted_paths({root}).size(), 2U);
}

TEST(ApiPaths, ReferToTheirOwnPath) {
  const File fragment = file_of("docs/api/claims.yaml", claims_yaml);
  const File root = file_of("docs/api/openapi.yaml",
                            "  /v1/claims: {$ref: 'ledger.yaml#/paths/~1v1~1claims'}\n"
                            "  /v1/claims/{id}: {$ref: 'claims.yaml#/paths/~1v1~1claims'}\n");
  EXPECT_EQ(unlisted_paths({fragment, root}).size(), 2U);
}

TEST(Routes, AreDescribedByPathAndMethodWhateverTheParametersAreCalled) {
  const File fragment = file_of("docs/api/claims.yaml", claims_yaml);
  const File code = file_of("services/claims/api/routes.cpp",
                            "routes.post(\"/v1/claims\", a, b);\n"
                            "routes.get(\n    \"/v1/claims/{claim}\", a, b);\n"
                            "client.get(\"/v1/elsewhere\");\n");
  EXPECT_EQ(undescribed_routes({fragment, code}), Findings{});
}

TEST(Routes, ThatTakeAFileOfManyLinesArePosts) {
  const File fragment = file_of("docs/api/claims.yaml",
                                "paths:\n"
                                "  /v1/claim-files:\n"
                                "    post:\n");
  const File code =
      file_of("services/claims/api/routes.cpp", "router.file(\"/v1/claim-files\", a, b);\n");
  EXPECT_EQ(undescribed_routes({fragment, code}), Findings{});
}

TEST(Routes, AreMissedInEitherDirection) {
  const File fragment = file_of("docs/api/claims.yaml", claims_yaml);
  const File code = file_of("services/claims/api/routes.cpp",
                            "routes.upload(\"/v1/claims\", a, b);\n"
                            "routes.put(\"/v1/claims/{claim}\", a, b);\n");
  EXPECT_EQ(undescribed_routes({fragment, code}),
            (Findings{"services/claims/api/routes.cpp:2: /v1/claims/{claim} is missing in docs/api",
                      "docs/api/claims.yaml: /v1/claims/{id} get has no route"}));
}

}  // namespace
}  // namespace haven::tidy
