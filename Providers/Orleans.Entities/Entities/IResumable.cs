namespace Orleans.Entities;

/// <summary>A grain whose entity can have open work. The living process calls it when the work makes no progress.</summary>
[Alias("Orleans.Entities.IResumable")]
public interface IResumable : IGrain
{
    /// <summary>Sees to it that the open work goes on, and returns at once.</summary>
    [Alias("Resume")]
    Task ResumeAsync();
}
