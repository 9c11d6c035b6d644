#include "common/http/router.hpp"

#include <gtest/gtest.h>

namespace haven::http {
namespace {

struct RouterTest : testing::Test {
  Router router;
  std::map<std::string, std::string> params;
  std::string allow;

  static Handler answer(const std::string& text) {
    return [text](const Request&) { return ok(text); };
  }
  // The body that the route found answers with; "" when none is.
  std::string found(const std::string& method, const std::string& path) {
    params.clear();
    const Route* route = router.find(method, path, params, allow);
    return route ? route->handler({}).body : "";
  }
};

TEST_F(RouterTest, FindsByMethodAndPath) {
  router.get("/v1/claims", anyone(), answer("list"));
  router.post("/v1/claims", anyone(), answer("file"));
  router.get("/v1/claims/{claim}/documents/{document}", anyone(), answer("document"));
  EXPECT_EQ(found("GET", "/v1/claims"), "list");
  EXPECT_EQ(found("POST", "/v1/claims"), "file");
  EXPECT_EQ(found("GET", "/v1/claims/7/documents/9"), "document");
  EXPECT_EQ(params, (std::map<std::string, std::string>{{"claim", "7"}, {"document", "9"}}));
}

TEST_F(RouterTest, FindsNothingForOtherPaths) {
  router.get("/v1/claims/{claim}", anyone(), answer("claim"));
  for (const char* path :
       {"", "/", "/v1", "/v1/claims", "/v1/claims/", "/v1/claims/7/", "v1/claims/7",
        "/v1/claims/7/x", "/v1//7", "//v1/claims/7", "/V1/claims/7", "*"}) {
    EXPECT_EQ(found("GET", path), "") << path;
    EXPECT_EQ(allow, "") << path;
  }
}

TEST_F(RouterTest, PrefersWhatIsSpelledOut) {
  router.get("/v1/claims/{claim}", anyone(), answer("claim"));
  router.get("/v1/claims/overdue", anyone(), answer("overdue"));
  router.get("/v1/{what}/overdue", anyone(), answer("anything"));
  EXPECT_EQ(found("GET", "/v1/claims/overdue"), "overdue");
  EXPECT_EQ(found("GET", "/v1/claims/7"), "claim");
  EXPECT_EQ(found("GET", "/v1/payments/overdue"), "anything");
  EXPECT_EQ(params.at("what"), "payments");
}

TEST_F(RouterTest, TakesTheParamsOfTheRouteThatServes) {
  router.get("/v1/claims/{claim}", anyone(), answer("get"));
  router.patch("/v1/claims/{id}", anyone(), answer("patch"));
  EXPECT_EQ(found("PATCH", "/v1/claims/7"), "patch");
  EXPECT_EQ(params, (std::map<std::string, std::string>{{"id", "7"}}));
}

TEST_F(RouterTest, TellsWhichMethodsAPathKnows) {
  router.get("/v1/claims", anyone(), answer("list"));
  router.post("/v1/claims", anyone(), answer("file"));
  router.put("/v1/claims/{claim}", anyone(), answer("put"));
  EXPECT_EQ(found("DELETE", "/v1/claims"), "");
  EXPECT_EQ(allow, "GET, HEAD, POST");
  EXPECT_EQ(found("GET", "/v1/claims/7"), "");
  EXPECT_EQ(allow, "PUT");
}

TEST_F(RouterTest, ServesHeadByTheRouteOfGet) {
  router.get("/v1/claims", anyone(), answer("list"));
  router.post("/v1/files", anyone(), answer("file"));
  EXPECT_EQ(found("HEAD", "/v1/claims"), "list");
  EXPECT_EQ(found("HEAD", "/v1/files"), "");
}

TEST_F(RouterTest, KnowsHowARouteTakesItsBody) {
  router.get("/a", anyone(), answer(""));
  router.post("/a", anyone(), answer(""));
  router.upload("/b", roles({"intake"}), answer(""));
  ASSERT_EQ(router.routes().size(), 3u);
  EXPECT_EQ(router.routes()[0].body, Body::none);
  EXPECT_EQ(router.routes()[1].body, Body::json);
  EXPECT_EQ(router.routes()[2].body, Body::upload);
  EXPECT_EQ(router.routes()[2].access.roles, (std::set<std::string>{"intake"}));
}

using RouterDeathTest = RouterTest;

TEST_F(RouterDeathTest, StopsAtRoutesThatCannotBeMeant) {
  router.get("/v1/claims/{claim}", anyone(), answer(""));
  EXPECT_DEATH(router.get("/v1/claims/{id}", anyone(), answer("")), "same requests");
  EXPECT_DEATH(router.get("v1", anyone(), answer("")), "slash");
  EXPECT_DEATH(router.get("/v1", roles({"adjudicater"}), answer("")), "roles are known");
}

}  // namespace
}  // namespace haven::http
