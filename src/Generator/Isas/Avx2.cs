namespace NormGen.Generator.Isas;

/// <summary>AVX2 with FMA: two registers for sixteen lanes.</summary>
internal sealed class Avx2 : InstructionSet
{
    public override string Name => "Avx2";

    public override string Condition => "KernelTiers.Avx2";

    public override int FloatLanes => 8;

    public override int Registers => 16;
}
