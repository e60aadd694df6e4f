using System.Globalization;
using System.Text;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Cursors;

/// <summary>Puts a list's query together: conditions with their values, and the mark that its cursors are bound to.</summary>
internal sealed class ListSql
{
    private readonly StringBuilder _where = new();
    private readonly StringBuilder _mark;
    private readonly List<object> _values = [];

    /// <param name="list">The list's name and order.</param>
    /// <param name="spaceColumn">The column with the space's number.</param>
    /// <param name="space">Whose data.</param>
    /// <param name="spaceId">The space's number in the file.</param>
    public ListSql(string list, string spaceColumn, KeySpace space, long spaceId)
    {
        _mark = new(list);
        _mark.Append('\n').Append(space.Prefix);
        _where.Append(spaceColumn).Append(" = ?1");
        _values.Add(spaceId);
    }

    /// <summary>What cursors of this list are bound to.</summary>
    public string Mark => _mark.ToString();

    /// <summary>Filters by a value.</summary>
    /// <param name="condition">SQL with <c>?</c> for the value.</param>
    /// <param name="value">A text or a number; null leaves the filter out.</param>
    public void Filter(string condition, object? value)
    {
        if (value is null)
            return;
        _mark.Append('\n').Append(condition).Append('=').Append(CultureInfo.InvariantCulture, $"{value}");
        And(condition, value);
    }

    /// <summary>Filters by a condition that is SQL as it is, so that an index over a part of the rows can be used.</summary>
    public void Filter(string condition)
    {
        _mark.Append('\n').Append(condition);
        _where.Append(" AND ").Append(condition);
    }

    /// <summary>Goes on after the keys of a cursor.</summary>
    public void After(string columns, bool descending, params ReadOnlySpan<object> keys)
    {
        _where.Append(" AND (").Append(columns).Append(descending ? ") < (" : ") > (");
        for (var i = 0; i < keys.Length; i++)
        {
            _values.Add(keys[i]);
            _where.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ", ")}?{_values.Count}");
        }
        _where.Append(')');
    }

    /// <summary>The statement, bound. It answers one row more than the page, where there are more.</summary>
    public Statement Prepare(ModelConnection connection, string select, string order, int limit)
    {
        var statement = connection.Prepare($"{select} WHERE {_where} ORDER BY {order} LIMIT {limit + 1}");
        for (var i = 0; i < _values.Count; i++)
        {
            if (_values[i] is string text)
                statement.Bind(i + 1, text);
            else
                statement.Bind(i + 1, Convert.ToInt64(_values[i], CultureInfo.InvariantCulture));
        }
        return statement;
    }

    private void And(string condition, object value)
    {
        _values.Add(value);
        _where.Append(" AND ")
            .Append(condition.Replace("?", string.Create(CultureInfo.InvariantCulture, $"?{_values.Count}"), StringComparison.Ordinal));
    }
}
