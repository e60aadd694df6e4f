namespace Orleans.Entities;

/// <summary>A row that an activation remembers.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Row">What it is; one that is not there is remembered too.</param>
/// <param name="Bytes">What remembering it takes, about.</param>
internal sealed record RememberedRow(RowKey Key, RowChange Row, int Bytes);
