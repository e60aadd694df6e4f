namespace Orleans.Entities;

/// <summary>One thing that moves from store to store.</summary>
public abstract record MoveRecord;
