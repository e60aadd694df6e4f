using Marketplace.Grains.Common;

namespace Marketplace.Grains.Stock;

/// <summary>Forgetting ended lines, an hour's at a time.</summary>
internal static class StockMarks
{
    /// <summary>The rows that forgetting these marks needs.</summary>
    public static RowQuery[] Rows(IReadOnlyList<string> marks) => [.. marks.Select(mark => StockRows.Ended.Row(HourMark.Split(mark).Row))];

    /// <summary>Drops marks, the oldest there are, with their lines, except a line that ended otherwise meanwhile: that one has a later mark.</summary>
    public static int Drop(IDraft<StockHead> draft, IReadOnlyList<string> marks)
    {
        foreach (var mark in marks)
        {
            var (hour, row) = HourMark.Split(mark);
            draft.Delete(StockRows.EndedByHour, mark);
            if (draft.Get(StockRows.Ended, row)?.Until == hour)
                draft.Delete(StockRows.Ended, row);
        }

        if (marks.Count > 0 && draft.State is { } head && string.CompareOrdinal(marks[^1], head.ForgottenTo) > 0)
            draft.State = head with { ForgottenTo = marks[^1] };
        return marks.Count;
    }
}
