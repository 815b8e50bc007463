namespace NormGen.Reference;

/// <summary>Walks over a tensor in the order of memory, by runs of elements of one channel and group: for <c>foreach</c>.</summary>
internal struct ChannelRuns
{
    private readonly TensorView view;
    private readonly int groupsPerSample;
    private readonly int channelsPerGroup;
    private readonly int outerPerSample;
    private int outer;
    private int channel;
    private int firstGroup;

    public ChannelRuns(StatisticGroups groups)
    {
        view = groups.View;
        groupsPerSample = groups.GroupsPerSample;
        channelsPerGroup = groups.ChannelsPerGroup;
        outerPerSample = view.Length == 0 ? 0 : view.Outer / groups.Samples;
        channel = -1;
    }

    public readonly ChannelRun Current => new(
        view.IndexOf(outer, channel, 0), view.Inner, channel, firstGroup + (channel / channelsPerGroup));

    public readonly ChannelRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        if (++channel == view.Channels)
        {
            channel = 0;
            outer++;
            firstGroup = outerPerSample == 0 ? 0 : outer / outerPerSample * groupsPerSample;
        }

        return outer < view.Outer && view.Inner > 0;
    }
}

/// <summary>Neighboring elements of one channel and group.</summary>
/// <param name="Start">The index of the first.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Channel">Their channel.</param>
/// <param name="Group">Their group.</param>
internal readonly record struct ChannelRun(int Start, int Length, int Channel, int Group)
{
    /// <summary>The index past the last.</summary>
    public int End => Start + Length;
}
