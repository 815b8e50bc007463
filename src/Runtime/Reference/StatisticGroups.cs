using System;

namespace NormGen.Reference;

/// <summary>
/// Which elements of a tensor share a mean and a variance. Groups are numbered sample by sample, and within a sample in the order
/// of their channels.
/// </summary>
/// <remarks>
/// Batch normalization takes the whole batch for one sample, and every channel for a group of its own. Element (o, c, i) of the
/// view belongs to sample <c>o / (Outer / Samples)</c> and there to group <c>c / (Channels / GroupsPerSample)</c>.
/// </remarks>
public readonly record struct StatisticGroups
{
    private StatisticGroups(TensorView view, int samples, int groupsPerSample) =>
        (View, Samples, GroupsPerSample) = (view, samples, groupsPerSample);

    /// <summary>The sizes of the tensor.</summary>
    public TensorView View { get; }

    /// <summary>The number of samples that have statistics of their own; 0 where there is none.</summary>
    public int Samples { get; }

    /// <summary>The number of groups that the channels of a sample are cut into.</summary>
    public int GroupsPerSample { get; }

    /// <summary>The number of groups, and so of means.</summary>
    /// <exception cref="OverflowException">The product is past what an index can hold.</exception>
    public int Count => checked(Samples * GroupsPerSample);

    /// <summary>The number of elements of each group.</summary>
    public int PerGroup => Count == 0 ? 0 : View.Length / Count;

    /// <summary>The number of neighboring channels that make a group.</summary>
    public int ChannelsPerGroup => View.Channels / GroupsPerSample;

    /// <summary>Neighboring elements of a group; it has as many such runs as a sample has indices before the channels.</summary>
    private int RunLength => ChannelsPerGroup * View.Inner;

    private int OuterPerSample => View.Outer / Samples;

    /// <summary>The groups of batch normalization: the channels.</summary>
    /// <param name="view">The sizes of the tensor.</param>
    /// <returns>The groups.</returns>
    public static StatisticGroups OfChannels(TensorView view) => new(view, 1, view.Channels);

    /// <summary>The groups of group, instance, layer and RMS normalization: channels of a sample.</summary>
    /// <param name="view">The sizes of the tensor, whose outermost axis is the batch.</param>
    /// <param name="batch">The number of samples; of a normalization over rows, that of rows.</param>
    /// <param name="groups">
    /// The number of groups in a sample. Instance normalization has as many as channels; layer and RMS normalization have one, over
    /// a view whose channels are the elements of a row.
    /// </param>
    /// <returns>The groups.</returns>
    /// <exception cref="ArgumentException">The batch does not divide the view's outer size, or the groups its channels.</exception>
    public static StatisticGroups OfSamples(TensorView view, int batch, int groups)
    {
        if (batch < 0 || (batch == 0 ? view.Length > 0 : view.Outer % batch != 0))
        {
            throw new ArgumentException($"A tensor of {view} is no batch of that many samples: {batch}.", nameof(batch));
        }

        return groups >= 1 && view.Channels % groups == 0
            ? new StatisticGroups(view, batch, groups)
            : throw new ArgumentException($"The channels of {view} cannot be cut into that many groups: {groups}.", nameof(groups));
    }

    /// <summary>The group that an element belongs to.</summary>
    /// <param name="index">The element's index in memory.</param>
    /// <returns>The group.</returns>
    public int GroupOf(int index)
    {
        var (outer, inRow) = Math.DivRem(index, View.Channels * View.Inner);
        return (outer / OuterPerSample * GroupsPerSample) + (inRow / RunLength);
    }

    /// <summary>Where an element of a group lies.</summary>
    /// <param name="group">The group.</param>
    /// <param name="element">The element's index in the group, whose elements are counted in the order of memory.</param>
    /// <returns>The index in memory.</returns>
    public int IndexOf(int group, int element)
    {
        var (sample, inSample) = Math.DivRem(group, GroupsPerSample);
        var (run, inRun) = Math.DivRem(element, RunLength);
        return (((sample * OuterPerSample) + run) * View.Channels * View.Inner) + (inSample * RunLength) + inRun;
    }

    /// <summary>The tensor in the order of memory, cut where the channel changes.</summary>
    internal ChannelRuns Runs() => new(this);
}
