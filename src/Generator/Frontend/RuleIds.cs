namespace NormGen.Generator.Frontend;

/// <summary>The ids of the diagnostics; each has a page in docs/diagnostics. Compiled into the code fixes, too.</summary>
internal static class RuleIds
{
    public const string Channels = "NORM001";
    public const string Epsilon = "NORM002";
    public const string Momentum = "NORM003";
    public const string PartOfTheSizes = "NORM004";
    public const string SizeNotOfLayout = "NORM005";
    public const string SizeOutOfRange = "NORM006";
    public const string SampleTooLarge = "NORM007";
    public const string UndefinedValue = "NORM008";
    public const string SizesNeeded = "NORM009";
    public const string NotPartial = "NORM010";
    public const string ContainerNotPartial = "NORM011";
    public const string StaticClass = "NORM012";
    public const string Generic = "NORM013";
    public const string FileLocal = "NORM014";
    public const string Record = "NORM015";
    public const string BaseClass = "NORM016";
    public const string SeveralNormalizations = "NORM017";
    public const string MemberClash = "NORM018";
    public const string LanguageVersion = "NORM019";
    public const string MomentumConvention = "NORM020";
    public const string Groups = "NORM021";
    public const string NormalizedShape = "NORM022";
    public const string RowTooLarge = "NORM023";
    public const string ResidualTwice = "NORM024";
    public const string SamplesInterleaved = "NORM025";
    public const string Alpha = "NORM026";
    public const string AlphaWithoutUse = "NORM027";
    public const string EpilogueType = "NORM028";
    public const string EpilogueAccess = "NORM029";
    public const string EpilogueInterface = "NORM030";
    public const string EpilogueDerivative = "NORM031";
    public const string EpilogueWithActivation = "NORM032";
    public const string EpilogueInlining = "NORM033";
    public const string QuantizationTrains = "NORM034";
    public const string ParallelTraining = "NORM035";
    public const string DiscardedFreeze = "NORM036";
    public const string RepeatedInfer = "NORM037";
}
