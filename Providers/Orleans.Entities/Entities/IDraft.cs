using System.Diagnostics.CodeAnalysis;

namespace Orleans.Entities;

/// <summary>
/// What a decision sees and changes: the entity with everything decided before, durable or not. A decision that throws leaves
/// nothing behind. It is for the one turn of its decision.
/// </summary>
/// <typeparam name="TState">The head.</typeparam>
public interface IDraft<TState> where TState : class
{
    /// <summary>The head; null when there is none. Setting it changes it; setting what is there already changes nothing.</summary>
    TState? State { get; set; }

    /// <summary>The version that this decision's changes will get.</summary>
    long NextVersion { get; }

    /// <summary>When the decision is taken.</summary>
    DateTimeOffset Now { get; }

    /// <summary>A row that was asked for or put in this decision, or null.</summary>
    /// <exception cref="InvalidOperationException">The row was not among the decision's queries.</exception>
    TRow? Get<TRow>(RowSet<TRow> collection, string key) where TRow : class;

    /// <summary>The rows of a range that was asked for, in key order, as they were before this decision.</summary>
    /// <exception cref="InvalidOperationException">The range was not among the decision's queries.</exception>
    [SuppressMessage("Design", "CA1002", Justification = "A list is what it is.")]
    IReadOnlyList<KeyValuePair<string, TRow>> Range<TRow>(RowSet<TRow> collection, string? after, int limit) where TRow : class;

    /// <summary>Writes a row.</summary>
    void Put<TRow>(RowSet<TRow> collection, string key, TRow row) where TRow : class;

    /// <summary>Removes a row; one that is not there is no error.</summary>
    void Delete<TRow>(RowSet<TRow> collection, string key) where TRow : class;

    /// <summary>Adds an event, to leave with the change.</summary>
    void Emit<TEvent>(TEvent value) where TEvent : notnull;
}
