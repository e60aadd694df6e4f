using Cql.Statements;

namespace Cql.Tests.Statements;

public sealed class CqlTextTests
{
    [Theory]
    [InlineData("INSERT INTO t (k) VALUES (1) IF NOT EXISTS")]
    [InlineData("update t set v = 1 where k = 1 if v = 2")]
    [InlineData("DELETE FROM t WHERE k = 1 IF EXISTS")]
    [InlineData("BEGIN UNLOGGED BATCH UPDATE t SET v = 1 WHERE k = 1 IF v = 2; APPLY BATCH")]
    [InlineData("/* first */ -- second\n INSERT INTO t (k) VALUES ('x')IF NOT EXISTS")]
    [InlineData("UPDATE t SET v = $$ it's $$ WHERE k = 'o''clock' IF v = 'IF'")]
    public void A_write_with_a_condition_is_known(string cql) => Assert.True(CqlText.HasCondition(cql));

    [Theory]
    [InlineData("INSERT INTO t (k) VALUES ('IF NOT EXISTS')")]
    [InlineData("INSERT INTO t (\"if\") VALUES (1)")]
    [InlineData("UPDATE t SET v = $$ IF $$ WHERE k = 1")]
    [InlineData("UPDATE t SET v = 1 /* IF v = 2 */ WHERE k = 1 -- IF")]
    [InlineData("UPDATE t SET if_ = 1, wif = 2, v2if = 3 WHERE k = 0xIF")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (k int PRIMARY KEY)")]
    [InlineData("SELECT * FROM t WHERE k = 'never ends IF")]
    [InlineData("")]
    public void Nothing_else_is_taken_for_one(string cql) => Assert.False(CqlText.HasCondition(cql));
}
