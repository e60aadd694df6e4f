namespace Orleans.Entities.Contract;

/// <summary>Stands for the end of a process.</summary>
public sealed class EndedException : Exception;
