using Cql.Telemetry;

namespace Cql.Tests.Telemetry;

public sealed class StatementSummaryTests
{
    [Theory]
    [InlineData("SELECT total FROM shop.orders WHERE id = ?", "SELECT", "shop.orders")]
    [InlineData("select * from orders", "select", "orders")]
    [InlineData("INSERT INTO \"Odd.name\".\"My orders\" (id) VALUES (?) IF NOT EXISTS", "INSERT", "\"Odd.name\".\"My orders\"")]
    [InlineData("UPDATE orders USING TTL 5 SET total = 1", "UPDATE", "orders")]
    [InlineData("DELETE notes['a FROM secret'] FROM orders WHERE id = 1", "DELETE", "orders")]
    [InlineData("/* SELECT a FROM b */ DELETE FROM shop . orders", "DELETE", "shop")]
    [InlineData("CREATE TABLE orders (id int PRIMARY KEY)", "CREATE", null)]
    [InlineData("BEGIN BATCH INSERT INTO orders (id) VALUES (1) APPLY BATCH", "BATCH", null)]
    [InlineData("SELECT", "SELECT", null)]
    [InlineData("SELECT a FROM \"unclosed", "SELECT", null)]
    [InlineData("?", "", null)]
    public void A_statement_is_called_by_what_it_does_and_to_which_table(string cql, string operation, string? collection)
    {
        var summary = StatementSummary.Of(cql, hasValuesApart: true);
        Assert.Equal((operation, collection, cql), (summary.Operation, summary.Collection, summary.Text));
        Assert.Equal(collection is null ? operation : $"{operation} {collection}", summary.Words);
    }

    [Fact]
    public void A_text_that_may_hold_values_is_left_out() => Assert.Null(StatementSummary.Of("SELECT a FROM b WHERE c = 's3cret'", hasValuesApart: false).Text);

    [Fact]
    public void A_batch_of_the_same_is_called_by_it_and_another_is_not()
    {
        var insert = StatementSummary.Of("INSERT INTO orders (id) VALUES (?)", hasValuesApart: true);
        var update = StatementSummary.Of("UPDATE orders SET total = ? WHERE id = ?", hasValuesApart: true);

        Assert.Equal(("BATCH INSERT orders", insert.Text), Told(StatementSummary.OfBatch([insert, insert])));
        Assert.Equal(("BATCH orders", $"{insert.Text}; {update.Text}"), Told(StatementSummary.OfBatch([insert, update])));
        Assert.Equal(("BATCH", null), Told(StatementSummary.OfBatch([])));

        static (string, string?) Told(StatementSummary summary) => (summary.Words, summary.Text);
    }
}
