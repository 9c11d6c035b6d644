#include "services/recoveries/domain/settlement.hpp"

#include <gtest/gtest.h>

#include "services/recoveries/domain/bank_line.hpp"
#include "tests/recoveries/debts.hpp"

namespace haven::recoveries {
namespace {

std::string fault_of(const std::string& line) {
  const auto read = told_payment_from(line, day("2024-06-20"));
  const auto* problem = std::get_if<FieldProblem>(&read);
  return problem ? problem->pointer : "";
}

TEST(ToldPayment, IsReadFromALine) {
  const auto read =
      told_payment_from("DTH-1,oci,death,1450.00,USD,family,2024-06-20", day("2024-06-20"));
  const auto& told = std::get<ToldPayment>(read);
  EXPECT_EQ(told.reference, "DTH-1");
  EXPECT_EQ(told.amount, usd(1450'00));
  EXPECT_TRUE(told.is_to_family);
}

TEST(ToldPayment, NamesTheFieldThatIsWrong) {
  EXPECT_EQ(fault_of("DTH-1,oci,death,1450.00,USD,family,2024-06-21"), "paid_on");
  EXPECT_EQ(fault_of("DTH-1,oci,death,1450.00,USD,family,soon"), "paid_on");
  EXPECT_EQ(fault_of("DTH-1,oci,death,1450.00,USD,bank,2024-06-20"), "paid_to");
  EXPECT_EQ(fault_of("DTH-1,oci,death,0.00,USD,fund,2024-06-20"), "amount");
  EXPECT_EQ(fault_of("DTH-1,oci,death,-1,USD,fund,2024-06-20"), "amount");
  EXPECT_EQ(fault_of("DTH-1,oci,death,1.00,US,fund,2024-06-20"), "currency");
  EXPECT_EQ(fault_of(",oci,death,1.00,USD,fund,2024-06-20"), "reference");
  EXPECT_EQ(fault_of("DTH-1,oci,death,1.00,USD,fund"), "line");
  EXPECT_EQ(fault_of("DTH-1,\"oci,death,1.00,USD,fund,2024-06-20"), "line");
  EXPECT_EQ(fault_of("DTH-1,oci,d\xc3\xa9"
                     "ath,1.00,USD,fund,2024-06-20"),
            "line");
}

ToldPayment told(std::int64_t minor, bool is_to_family) {
  return {"DTH-1", "", "", usd(minor), is_to_family, day("2024-06-19")};
}

TEST(Reconcile, FindsTheOneReceivableOrSaysWhyNot) {
  EXPECT_EQ(reconcile(told(1, true), {}, false, false), ToldResult::unknown);
  EXPECT_EQ(reconcile(told(1, true), {share_of_100(), share_of_100()}, false, false),
            ToldResult::several_fit);
  EXPECT_EQ(reconcile(told(1, true), {share_of_100()}, true, false), ToldResult::told_before);
}

TEST(Reconcile, TakesUpToWhatIsLeft) {
  EXPECT_EQ(reconcile(told(100'00, true), {share_of_100()}, false, false), ToldResult::paid_direct);
  EXPECT_EQ(reconcile(told(100'01, true), {share_of_100()}, false, false),
            ToldResult::amount_differs);
  EXPECT_EQ(reconcile(told(100'00, false), {share_of_100()}, false, false), ToldResult::announced);
  ToldPayment in_peso = told(1, true);
  in_peso.amount = money(1, "PHP");
  EXPECT_EQ(reconcile(in_peso, {share_of_100()}, false, false), ToldResult::amount_differs);
}

TEST(Reconcile, AgreesWithALineThatHasPaid) {
  Receivable settled = share_of_100();
  settled.paid = settled.amount;
  EXPECT_EQ(reconcile(told(100'00, false), {settled}, false, true), ToldResult::agrees);
  EXPECT_EQ(reconcile(told(100'00, false), {settled}, false, false), ToldResult::not_owed);
  EXPECT_EQ(reconcile(told(100'00, true), {settled}, false, true), ToldResult::not_owed);
}

TEST(Reconcile, MarksAFamilyThatTheFundHadPaid) {
  Receivable advanced = share_of_100();
  advanced.advanced = usd(100'00);
  EXPECT_EQ(reconcile(told(100'00, true), {advanced}, false, false), ToldResult::advanced);
  EXPECT_EQ(reconcile(told(100'00, false), {advanced}, false, false), ToldResult::announced);
}

TEST(MatchOf, PrefersTheReferenceAndNeverGuesses) {
  Receivable other = share_of_100();
  other.id = ReceivableId{named_uuid("other")};
  const auto named = match_of(usd(1), {share_of_100()}, {other});
  ASSERT_TRUE(named);
  EXPECT_EQ(named->receivable.id, share_of_100().id);
  EXPECT_EQ(named->reason, "reference");
  EXPECT_FALSE(match_of(usd(1), {share_of_100(), other}, {}));
  EXPECT_FALSE(match_of(money(1, "PHP"), {share_of_100()}, {}));
}

TEST(MatchOf, TakesTheOnlyOneOfExactlyThatAmount) {
  Receivable other = share_of_100();
  const auto only = match_of(usd(100'00), {}, {share_of_100()});
  ASSERT_TRUE(only);
  EXPECT_EQ(only->reason, "amount_and_debtor");
  EXPECT_FALSE(match_of(usd(100'01), {}, {share_of_100()}));
  EXPECT_FALSE(match_of(usd(100'00), {}, {share_of_100(), other}));
  EXPECT_FALSE(match_of(usd(100'00), {}, {}));
}

}  // namespace
}  // namespace haven::recoveries
