namespace Orleans.Entities;

/// <summary>A log for entities that are kept elsewhere, as one that can be moved into with them: what it implements beside <see cref="IEventLog"/>.</summary>
public interface IMovableLog
{
    /// <summary>Opens it to be read as a whole, as its only owner.</summary>
    /// <exception cref="MoveRefusedException">There is nothing, it is half moved in, or it is not one to be moved out of.</exception>
    /// <exception cref="EntityStoreException">It cannot be opened, or another owns it.</exception>
    Task<IMoveLogSide> OpenSourceAsync(CancellationToken cancellationToken = default);

    /// <summary>Opens it to be filled. Until that is finished it refuses to be opened as a log.</summary>
    /// <param name="export">What it is filled with.</param>
    /// <param name="begin">Called if nothing of the export is noted here yet, before that is done: who keeps the entities refuses what he has by throwing.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="MoveRefusedException">It holds something that is not of this export.</exception>
    /// <exception cref="EntityStoreException">It cannot be opened, or another owns it.</exception>
    Task<IMoveLogTarget> OpenTargetAsync(MoveExport export, Func<Task> begin, CancellationToken cancellationToken = default);
}
