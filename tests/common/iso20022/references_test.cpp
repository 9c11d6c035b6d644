#include <gtest/gtest.h>

#include "common/iso20022/statement.hpp"
#include "tests/common/iso20022/bank_files.hpp"

namespace haven::iso20022 {
namespace {

bool is_ours(std::string_view text) {
  return text.starts_with("HV") && text.size() == 6;
}

TEST(ReferencesIn, FindsOursWhereverTheBankPutsIt) {
  for (const char* inner : {
           "<Refs><EndToEndId>HV0001</EndToEndId></Refs>",
           "<Refs><InstrId>HV0001</InstrId><EndToEndId>NOTPROVIDED</EndToEndId></Refs>",
           "<Refs><EndToEndId>NOTPROVIDED</EndToEndId><TxId>HV0001</TxId></Refs>",
           "<Refs><AcctOwnrTxId>HV0001</AcctOwnrTxId></Refs>",
           "<Refs><Prtry><Tp>X</Tp><Ref>HV0001</Ref></Prtry></Refs>",
           "<RmtInf><Ustrd>benefit HV0001, thank you</Ustrd></RmtInf>",
           "<RmtInf><Ustrd>/EREF/HV0001</Ustrd></RmtInf>",
           "<RmtInf><Ustrd>benefit HV0</Ustrd><Ustrd>001 paid</Ustrd></RmtInf>",
           "<RmtInf><Strd><CdtrRefInf><Ref>HV0001</Ref></CdtrRefInf></Strd></RmtInf>",
           "<AddtlTxInf>REF HV0001</AddtlTxInf>",
       }) {
    const auto read = read_statement(
        with(sample_statement(), "<Refs><EndToEndId>HV0002</EndToEndId></Refs>", inner));
    ASSERT_TRUE(read.file) << read.file.error().detail;
    EXPECT_EQ(references_in(read.details[1], is_ours), std::vector<std::string>{"HV0001"}) << inner;
  }
}

TEST(ReferencesIn, GivesEachOnceAndTheMostTrustworthyFirst) {
  Detail detail;
  detail.remittance = {"HV0003 HV0002"};
  detail.transaction_id = "HV0002";
  detail.end_to_end_id = "HV0001";
  detail.instruction_id = "HV0001";
  EXPECT_EQ(references_in(detail, is_ours),
            (std::vector<std::string>{"HV0001", "HV0002", "HV0003"}));
  EXPECT_EQ(references_in("paid HV0009.", is_ours), std::vector<std::string>{"HV0009"});
  EXPECT_TRUE(references_in("XHV0009 HV00091", is_ours).empty()) << "whole words only";
}

}  // namespace
}  // namespace haven::iso20022
