using Cql.Results;

namespace Cql.Tests.Results;

public sealed class ColumnsComparerTests
{
    private static readonly CqlColumn Id = Rows.Column("id", CqlTypeCode.Int);
    private static readonly CqlColumn Name = Rows.Column("name", CqlTypeCode.Text);

    [Fact]
    public void Columns_are_the_same_by_names_and_types_whatever_their_table()
    {
        Assert.True(Same([Id, Name], [Id with { Table = "other" }, Name]));
        Assert.Equal(ColumnsComparer.Instance.GetHashCode([Id]), ColumnsComparer.Instance.GetHashCode([Id with { Keyspace = "other" }]));
        Assert.False(Same([Id, Name], [Name, Id]));
        Assert.False(Same([Id], [Id, Name]));
        Assert.False(Same([Id], [Id with { Name = "Id" }]));
        Assert.False(Same([Id], [Id with { Type = Name.Type }]));
    }

    private static bool Same(CqlColumn[] one, CqlColumn[] another) => ColumnsComparer.Instance.Equals(one, another);
}
