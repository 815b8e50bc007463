using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers;

/// <summary>Someone who can take part in the suite: this project, the copy that sets the scale, another library.</summary>
internal interface IPeer
{
    /// <summary>The heading of its columns.</summary>
    string Name { get; }

    /// <summary>Gets ready for one row.</summary>
    /// <returns>The contender, on the row's own buffers; null where the peer has no such kernel.</returns>
    IContender? Enter(Workload workload);
}
