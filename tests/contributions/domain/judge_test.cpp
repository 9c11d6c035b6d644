#include "services/contributions/domain/judge.hpp"

#include <gtest/gtest.h>

#include "services/contributions/domain/payment_file.hpp"
#include "services/contributions/domain/states.hpp"

namespace haven::contributions {
namespace {

Date day(const char* text) {
  return *date_from(text);
}

const Date today = day("2024-06-20");
const MemberId maria{"maria"};
const Money price = money(145000, "PHP");

Payment payment(const std::string& reference = "R-1") {
  return {"metrobank", reference, "M-0001", "owwa", "new", "agency", price, day("2024-06-18")};
}

Assessment due(const char* id, const char* kind = "new") {
  Assessment assessment;
  assessment.id = AssessmentId{id};
  assessment.member = maria;
  assessment.scheme = "owwa";
  assessment.kind = kind;
  assessment.amount = price;
  return assessment;
}

// Maria is known and owes for joining.
Facts facts() {
  Facts facts;
  facts.today = today;
  facts.members["M-0001"] = maria;
  facts.due[{maria, "owwa", "new"}] = {due("joining")};
  facts.prices[{"owwa", "new", day("2024-06-18")}] = price;
  facts.prices[{"owwa", "renewal", day("2024-06-18")}] = price;
  return facts;
}

// "matched joining", "unmatched", "refused amount", ...
std::string told(const Verdict& verdict) {
  if (const auto* matched = std::get_if<Matched>(&verdict)) {
    return "matched " + (matched->due ? matched->due->id.text() : "unasked");
  }
  if (std::holds_alternative<Unmatched>(verdict)) return "unmatched";
  if (std::holds_alternative<AlreadyBooked>(verdict)) return "already booked";
  const auto& refused = std::get<Refused>(verdict);
  return "refused " + refused.field;
}

std::string judged(const Payment& one, const Facts& known) {
  return told(judge({one}, known).front());
}

TEST(JudgePayment, SettlesWhatIsDue) {
  EXPECT_EQ(judged(payment(), facts()), "matched joining");
}

TEST(JudgePayment, AnUnknownNumberWaits) {
  Payment unknown = payment();
  unknown.member_number = "M-9999";
  EXPECT_EQ(judged(unknown, facts()), "unmatched");
}

TEST(JudgePayment, TheAmountIsExact) {
  for (const auto& [minor, outcome] :
       {std::pair{144999, "refused amount"}, std::pair{145000, "matched joining"},
        std::pair{145001, "refused amount"}}) {
    Payment paid = payment();
    paid.amount = money(minor, "PHP");
    EXPECT_EQ(judged(paid, facts()), outcome);
  }
  Payment dollars = payment();
  dollars.amount = money(145000, "USD");
  EXPECT_EQ(judged(dollars, facts()), "refused currency");
}

TEST(JudgePayment, JoiningIsPaidOnceAndARenewalMayComeUnasked) {
  Facts paid = facts();
  paid.due.clear();
  EXPECT_EQ(judged(payment(), paid), "refused kind");
  Payment renewal = payment();
  renewal.kind = "renewal";
  EXPECT_EQ(judged(renewal, paid), "matched unasked");
  renewal.amount = money(1, "PHP");
  EXPECT_EQ(judged(renewal, paid), "refused amount");
}

TEST(JudgePayment, TheOldestDueIsSettledFirst) {
  Facts two = facts();
  two.due[{maria, "owwa", "renewal"}] = {due("older", "renewal"), due("younger", "renewal")};
  Payment first = payment("R-1"), second = payment("R-2"), third = payment("R-3");
  first.kind = second.kind = third.kind = "renewal";
  const auto verdicts = judge({first, second, third}, two);
  EXPECT_EQ(told(verdicts[0]), "matched older");
  EXPECT_EQ(told(verdicts[1]), "matched younger");
  EXPECT_EQ(told(verdicts[2]), "matched unasked");
}

TEST(JudgePayment, OnlySchemesThatTheFundCollectsFor) {
  Payment policy = payment();
  policy.scheme = "oci";
  EXPECT_EQ(judged(policy, facts()), "refused scheme");
}

TEST(JudgePayment, AReferenceIsUsedOnce) {
  Facts before = facts();
  before.due.clear();  // whatever has changed since
  before.booked["R-1"] = {ReceiptId{"receipt"}, payment()};
  EXPECT_EQ(judged(payment(), before), "already booked");
  Payment other = payment();
  other.paid = day("2024-06-17");
  const auto verdict = judge({other}, before).front();
  EXPECT_EQ(told(verdict), "refused reference");
  EXPECT_EQ(std::get<Refused>(verdict).code, "receipt_reference_reused");
  EXPECT_EQ(std::get<Refused>(verdict).kind, ErrorKind::conflict);
}

TEST(JudgePayment, ABatchRemembersWhatItBooked) {
  const auto verdicts = judge({payment("R-1"), payment("R-1"), payment("R-2")}, facts());
  EXPECT_EQ(told(verdicts[0]), "matched joining");
  EXPECT_EQ(told(verdicts[1]), "already booked");
  EXPECT_EQ(told(verdicts[2]), "refused kind");  // what was due is settled
}

TEST(JudgePayment, ARefusedPaymentDoesNotUseUpItsReference) {
  Payment wrong = payment("R-1");
  wrong.amount = money(1, "PHP");
  const auto verdicts = judge({wrong, payment("R-1")}, facts());
  EXPECT_EQ(told(verdicts[0]), "refused amount");
  EXPECT_EQ(told(verdicts[1]), "matched joining");
}

TEST(CheckPayment, IsPaidTodayOrBefore) {
  const auto wrong_when_paid = [](const char* on) {
    Payment paid = payment();
    paid.paid = day(on);
    return problems_of(paid, today).size();
  };
  EXPECT_EQ(wrong_when_paid("2024-06-20"), 0U);
  EXPECT_EQ(wrong_when_paid("2024-06-21"), 1U);
  EXPECT_EQ(wrong_when_paid("1990-01-01"), 0U);
  EXPECT_EQ(wrong_when_paid("1989-12-31"), 1U);
}

TEST(CheckPayment, NamesEveryWrongField) {
  Payment wrong = payment();
  wrong.reference = std::string(61, 'R');
  wrong.kind = "again";
  wrong.channel = "promoter";
  wrong.amount = money(0, "PHP");
  std::vector<std::string> fields;
  for (const auto& problem : problems_of(wrong, today)) fields.push_back(problem.pointer);
  EXPECT_EQ(fields, (std::vector<std::string>{"reference", "kind", "channel", "amount"}));
  wrong = payment();
  wrong.reference = std::string(60, 'R');
  EXPECT_TRUE(problems_of(wrong, today).empty());
}

// "" for a good line, else the field that is wrong.
std::string wrong_in(std::string_view line) {
  const auto read = payment_from(line, "metrobank", today);
  const auto* problem = std::get_if<FieldProblem>(&read);
  return problem ? problem->pointer : "";
}

TEST(PaymentLine, IsReadWhole) {
  const auto read =
      payment_from("R-1,M-0001,owwa,new,agency,1450.00,PHP,2024-06-18", "metrobank", today);
  ASSERT_TRUE(std::holds_alternative<Payment>(read));
  EXPECT_EQ(std::get<Payment>(read), payment());
}

TEST(PaymentLine, NamesTheFieldThatIsWrong) {
  EXPECT_EQ(wrong_in("R-1,M-0001,owwa,new,agency,1450.00,PHP,2024-06-18"), "");
  EXPECT_EQ(wrong_in("\"R-1\",M-0001,owwa,new,agency,1450,PHP,2024-06-18\r"), "");
  EXPECT_EQ(wrong_in(""), "line");
  EXPECT_EQ(wrong_in("R-1,M-0001,owwa,new,agency,1450.00,PHP"), "line");
  EXPECT_EQ(wrong_in("R-1,M-0001,owwa,new,agency,1450.00,PHP,2024-06-18,x"), "line");
  EXPECT_EQ(wrong_in("\"R-1,M-0001,owwa,new,agency,1450.00,PHP,2024-06-18"), "line");
  EXPECT_EQ(wrong_in(",M-0001,owwa,new,agency,1450.00,PHP,2024-06-18"), "reference");
  EXPECT_EQ(wrong_in("R-1,,owwa,new,agency,1450.00,PHP,2024-06-18"), "member_number");
  EXPECT_EQ(wrong_in("R-1,M-0001,owwa,again,agency,1450.00,PHP,2024-06-18"), "kind");
  EXPECT_EQ(wrong_in("R-1,M-0001,owwa,new,post,1450.00,PHP,2024-06-18"), "channel");
  EXPECT_EQ(wrong_in("R-1,M-0001,owwa,new,agency,-1450.00,PHP,2024-06-18"), "amount");
  EXPECT_EQ(wrong_in("R-1,M-0001,owwa,new,agency,0.00,PHP,2024-06-18"), "amount");
  EXPECT_EQ(wrong_in("R-1,M-0001,owwa,new,agency,1450.00,php,2024-06-18"), "currency");
  EXPECT_EQ(wrong_in("R-1,M-0001,owwa,new,agency,1450.00,PHP,2024-02-30"), "paid");
  EXPECT_EQ(wrong_in("R-1,M-0001,owwa,new,agency,1450.00,PHP,2024-06-21"), "paid");
}

TEST(PaymentLine, IsPrintableAsciiOfBoundedLength) {
  EXPECT_TRUE(is_readable("R-1,M-0001"));
  EXPECT_FALSE(is_readable("R\t1"));
  EXPECT_FALSE(
      is_readable("Pe\xc3\xb1"
                  "a"));
  EXPECT_FALSE(is_readable(std::string_view{"a\0b", 3}));
  EXPECT_TRUE(is_readable(std::string(1000, 'a')));
  EXPECT_FALSE(is_readable(std::string(1001, 'a')));
}

TEST(States, ReceiptsAndAssessmentsMoveByTheirTables) {
  using R = ReceiptState;
  using A = AssessmentState;
  EXPECT_TRUE(may_move(R::unmatched, R::matched));
  EXPECT_TRUE(may_move(R::unmatched, R::reversed));
  EXPECT_TRUE(may_move(R::matched, R::reversed));
  EXPECT_FALSE(may_move(R::matched, R::unmatched));
  EXPECT_FALSE(may_move(R::reversed, R::matched));
  EXPECT_TRUE(may_move(A::due, A::settled));
  EXPECT_TRUE(may_move(A::settled, A::due));
  EXPECT_FALSE(may_move(A::withdrawn, A::due));
  for (const auto state : {A::due, A::settled, A::withdrawn}) {
    EXPECT_EQ(assessment_state_named(name_of(state)), state);
  }
}

}  // namespace
}  // namespace haven::contributions
