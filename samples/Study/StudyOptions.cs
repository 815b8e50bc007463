using NormGen.Samples.Study.Experiments;

namespace NormGen.Samples.Study;

/// <summary>What the reader of the study can choose.</summary>
/// <param name="Scale">Seeds, and whether it is the quick study.</param>
/// <param name="Threads">How many runs go on at once, which changes no result.</param>
/// <param name="Folder">Where the report and the numbers go.</param>
internal sealed record StudyOptions(Scale Scale, int Threads, string Folder);
