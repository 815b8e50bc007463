namespace NormGen.Generator.Isas;

/// <summary>AVX-512: one register holds all sixteen lanes. .NET says whether the processor runs it without slowing down.</summary>
internal sealed class Avx512 : InstructionSet
{
    public override string Name => "Avx512";

    public override string Condition => "KernelTiers.Avx512";

    public override int FloatLanes => 16;

    public override int Registers => 32;
}
