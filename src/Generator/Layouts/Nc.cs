namespace NormGen.Generator.Layouts;

internal static class Nc
{
    public static readonly LayoutDefinition Definition = new(Axis.Batch, Axis.Channel);
}
