#include "tests/claims/api/counter.hpp"

namespace haven::claims::test {
namespace {

using Fields = std::vector<std::string>;

class WrongFields : public Counter {
 protected:
  /// A filing of a death with one part put in or replaced.
  static std::string filing(const std::string& name, const std::string& value) {
    std::map<std::string, std::string> parts = {{"member_number", R"("OWWA-000000001")"},
                                                {"capacity", R"("family")"},
                                                {"file", "true"},
                                                {"incident", incident("date", R"("2024-05-14")")}};
    parts[name] = value;
    return object(parts);
  }
  static std::string incident(const std::string& name, const std::string& value) {
    std::map<std::string, std::string> parts = {{"kind", R"("death")"},
                                                {"cause", R"("illness")"},
                                                {"date", R"("2024-05-14")"},
                                                {"country", R"("SA")"}};
    parts[name] = value;
    return object(parts);
  }
  static std::string cost(const std::string& amount, const std::string& currency) {
    return R"([{"head": "remains", "amount": {"amount": )" + amount + R"(, "currency": ")" +
           currency + R"("}}])";
  }
  static std::string object(const std::map<std::string, std::string>& parts) {
    std::string text = "{";
    for (const auto& [name, value] : parts) {
      text += (text.size() > 1 ? ", \"" : "\"") + name + "\": " + value;
    }
    return text + "}";
  }
  Fields wrong(const std::string& body) {
    const auto answer = post("/v1/claims", body);
    EXPECT_EQ(answer.status, 422) << answer.body;
    return wrong_in(answer);
  }
  void TearDown() override {
    EXPECT_EQ(haven::test::value(database, "select count(*) from claims.claim"), "0");
    EXPECT_EQ(haven::test::value(database, "select count(*) from edge.idempotency_key"), "0");
  }
};

TEST_F(WrongFields, MissingUnknownAndOfTheWrongType) {
  EXPECT_EQ(wrong("{}"), (Fields{"/member_number", "/incident"}));
  EXPECT_EQ(wrong(filing("colour", R"("red")")), Fields{"/colour"});
  EXPECT_EQ(wrong(filing("incident", "7")), Fields{"/incident"});
  EXPECT_EQ(wrong(filing("member_number", "7")), Fields{"/member_number"});
  EXPECT_EQ(wrong(filing("member_number", R"("OWWA-9")")), Fields{"/member_number"});
  EXPECT_EQ(wrong(filing("notice", "true")), Fields{"/file"});
  for (const char* body : {"", "[]", "{", R"({"file": true, "file": true})"}) {
    EXPECT_EQ(post("/v1/claims", body).status, 400) << body;
  }
}

TEST_F(WrongFields, OfTheIncident) {
  const std::pair<const char*, const char*> rows[] = {
      {"kind", R"("flood")"},      {"cause", R"("boredom")"}, {"date", R"("2024-02-30")"},
      {"date", R"("2024-06-21")"},  // tomorrow
      {"date", R"("1988-04-11")"},  // unborn
      {"country", R"("xx")"},      {"country", R"("Saudi")"}, {"circumstances", R"(["sad"])"}};
  for (const auto& [name, value] : rows) {
    EXPECT_EQ(wrong(filing("incident", incident(name, value))),
              Fields{std::string{"/incident/"} + name})
        << value;
  }
}

TEST_F(WrongFields, OfMoney) {
  EXPECT_EQ(wrong(filing("costs", cost(R"("1.00")", "XYZ"))), Fields{"/costs/0/amount/currency"});
  EXPECT_EQ(wrong(filing("costs", cost(R"("1.00")", "EUR"))), Fields{"/costs/0/amount/currency"});
  EXPECT_EQ(wrong(filing("costs", cost("1", "USD"))), Fields{"/costs/0/amount/amount"});
  EXPECT_EQ(wrong(filing("costs", cost(R"("-1.00")", "USD"))), Fields{"/costs/0/amount/amount"});
}

TEST_F(WrongFields, OfTheFiler) {
  EXPECT_EQ(wrong(filing("capacity", R"("friend")")), Fields{"/capacity"});
  EXPECT_EQ(wrong(filing("capacity", R"("representative")")), Fields{"/authority"});
  EXPECT_EQ(wrong(filing("authority", R"({"kind": "a_nod", "document": "x"})")),
            Fields{"/authority/kind"});
  EXPECT_EQ(wrong(filing("contact", R"({"phone": "1"})")), Fields{"/contact/name"});
}

TEST_F(WrongFields, OfWhatOnlySomeRulesAskFor) {
  const std::tuple<const char*, const char*, const char*> rows[] = {
      {"facts", R"({"mood": "bad"})", "/facts/mood"},
      {"facts", R"({"clock_days": "slow"})", "/facts/clock_days"},
      {"apply", R"(["lottery"])", "/apply"},
      {"impairments", R"([{"part": "arm", "grade": 15}])", "/impairments/0/grade"},
      {"impairments", R"([{"part": "arm", "percent": "100.01"}])", "/impairments/0/percent"},
      {"impairments", R"([{"part": "wing"}])", "/impairments/0/part"},
      {"impairments", R"([{"part": "arm", "months": -1}])", "/impairments/0/months"},
      {"assessment", R"({"class": "partial", "by": "doctor", "percent": "1e1"})",
       "/assessment/percent"},
      {"costs", R"([{"head": "ticket", "days": "34"}])", "/costs/0/days"},
      {"costs", R"([{"head": "ticket", "amount": {"amount": "2.00", "currency": "USD"},
                     "paid_elsewhere": {"amount": "1.00", "currency": "PHP"}}])",
       "/costs/0/paid_elsewhere"},
      {"facts", R"({"hospital_days": {"amount": "6", "currency": "XYZ"}})",
       "/facts/hospital_days/currency"},
      {"pauses", R"([{"from": "2024-05-20"}])", "/pauses/0/to"},
      {"pauses", R"([{"from": "2024-05-20", "to": "2024-05-19"}])", "/pauses/0/to"},
      {"assessment", R"({"class": "vague", "by": "doctor"})", "/assessment/class"},
      {"award", R"({"final": true})", "/award/amount"},
      {"accounts", R"([{"party": "My Son", "owner_name": "X", "bank": "B", "account": "1"}])",
       "/accounts/0/party"}};
  for (const auto& [name, value, pointer] : rows) {
    EXPECT_EQ(wrong(filing(name, value)), Fields{pointer}) << value;
  }
}

}  // namespace
}  // namespace haven::claims::test
