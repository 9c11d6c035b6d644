#include <gtest/gtest.h>

#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct WriteOrderFile : testing::Test {
  Desk desk;

  void payable_to(const std::string& name, const Account& account) {
    ASSERT_TRUE(desk.account(name, account));
    ASSERT_TRUE(desk.plan(Desk::reserved(name, 100)));
  }
  Result<Batch> released(int count) {
    const auto batch = desk.batch(count, 100 * count);
    EXPECT_TRUE(batch);
    EXPECT_TRUE(desk.approve(batch->id));
    return desk.release(batch->id);
  }
};

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

TEST_F(WriteOrderFile, NamesTheFundsAccountAndThePayeesInBanksLetters) {
  desk.policy.name_score = 0;  // whoever the owner is
  payable_to("a", {"José Núñez", "bopi PHMM", "0011 2233 44"});
  const auto batch = released(1);
  ASSERT_TRUE(batch) << batch.error().detail;
  const std::string file = desk.file_of(batch->id);
  EXPECT_TRUE(holds(file, "pain.001.001.10"));
  EXPECT_TRUE(holds(file, "<MsgId>" + message_id_of(batch->id) + "</MsgId>"));
  EXPECT_TRUE(holds(file, "<Id>00123456789PHP</Id>"));
  EXPECT_TRUE(holds(file, "<Nm>Jose Nunez</Nm>"));
  EXPECT_TRUE(holds(file, "<BICFI>BOPIPHMM</BICFI>")) << file;
  EXPECT_TRUE(holds(file, "<Id>0011223344</Id>"));
  EXPECT_TRUE(holds(file, "<Dt>2024-06-20</Dt>"));
  EXPECT_TRUE(holds(file, "<Ustrd>DTH-a</Ustrd>"));
}

TEST_F(WriteOrderFile, KnowsAnIbanByItsCheckDigits) {
  payable_to("a", {"Maria Cruz", "DEUTDEFF", "de89 3704 0044 0532 0130 00"});
  payable_to("b", {"Maria Cruz", "DEUTDEFF", "DE88370400440532013000"});
  const std::string file = desk.file_of(released(2)->id);
  EXPECT_TRUE(holds(file, "<IBAN>DE89370400440532013000</IBAN>"));
  EXPECT_TRUE(holds(file, "<Id>DE88370400440532013000</Id>"));
}

TEST_F(WriteOrderFile, TakesABankByItsNumberOrItsName) {
  payable_to("a", {"Maria Cruz", "7010", "1"});
  payable_to("b", {"Maria Cruz", "Bank of Ceylon", "2"});
  const std::string file = desk.file_of(released(2)->id);
  EXPECT_TRUE(holds(file, "<MmbId>7010</MmbId>"));
  EXPECT_TRUE(holds(file, "<Nm>Bank of Ceylon</Nm>"));
}

TEST_F(WriteOrderFile, RefusesAPayeeWhomNoBankCouldNameAndReleasesNothing) {
  desk.policy.name_score = 0;  // whoever the owner is
  payable_to("a", desk.maria);
  payable_to("b", {"***", "BPIPHMM", "1"});
  const auto refused = released(2);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "payment_file_refused");
  EXPECT_TRUE(holds(refused.error().detail, Desk::reference_of("b")));
  EXPECT_EQ(desk.state_of("a"), "batched");
  EXPECT_EQ(desk.said("PaymentReleased"), "0");
  EXPECT_EQ(test::value(desk.database, "select count(*) from disbursement.bank_file_part"), "0");
}

TEST_F(WriteOrderFile, AnUnknownPaymentGoesAgainAloneUnderItsReference) {
  payable_to("a", desk.maria);
  payable_to("b", desk.maria);
  const auto batch = released(2);
  EXPECT_EQ(desk.order_file_of("a"), "");
  desk.silence();
  ASSERT_TRUE(desk.resend("a"));
  const std::string again = desk.order_file_of("a");
  EXPECT_TRUE(holds(again, "<MsgId>" + Desk::reference_of("a") + "-2</MsgId>"));
  EXPECT_TRUE(holds(again, "<EndToEndId>" + Desk::reference_of("a") + "</EndToEndId>"));
  EXPECT_TRUE(holds(again, "<NbOfTxs>1</NbOfTxs>"));
  EXPECT_FALSE(holds(again, Desk::reference_of("b")));
  EXPECT_TRUE(holds(desk.file_of(batch->id), Desk::reference_of("a")));
  desk.silence();
  ASSERT_TRUE(desk.resend("a"));
  EXPECT_TRUE(holds(desk.order_file_of("a"), Desk::reference_of("a") + "-3</MsgId>"));
}

TEST_F(WriteOrderFile, HoldsThousandsInPartsInOrderOfReference) {
  constexpr int many = 5000;
  test::execute(desk.database,
                "insert into disbursement.payment (payment_id, attempt, fund, claim_id, "
                "claim_reference, entitlement_id, party, payee_name, currency, amount_minor, "
                "bank_reference, owner_name, bank, account, state, filed_by, decided_by, "
                "decision_approved_by, created_at) select gen_random_uuid(), 1, 'owwa', "
                "gen_random_uuid(), 'R', gen_random_uuid(), 'wife', 'M', 'PHP', 100, 'HV' || n, "
                "'M', 'BPI', '12345678', 'payable', 'fay', 'dan', 'amy', '2024-06-01' "
                "from generate_series(1, " +
                    std::to_string(many) + ") n");
  const CreateBatch command{"owwa", many, money(100 * many, "PHP"), {}, many, "carl"};
  const auto batch = desk.run(
      [&](db::Transaction& tx) { return create_batch(tx, command, desk.policy, test::noon()); });
  ASSERT_TRUE(batch) << batch.error().detail;
  ASSERT_TRUE(desk.approve(batch->id));
  ASSERT_TRUE(desk.release(batch->id));
  const std::string file = desk.file_of(batch->id);
  EXPECT_TRUE(holds(file, "<NbOfTxs>5000</NbOfTxs>"));
  EXPECT_LT(file.find(">HV4999<"), file.find(">HV5<"));
  EXPECT_EQ(test::value(desk.database,
                        "select count(*) > 4 and max(length(content)) = 262144 "
                        "from disbursement.bank_file_part"),
            "true");
  EXPECT_EQ(desk.said("PaymentReleased"), std::to_string(many));
}

}  // namespace
}  // namespace haven::disbursement
